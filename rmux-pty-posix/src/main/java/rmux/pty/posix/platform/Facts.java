// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import rmux.pty.api.ControlCharacter;

/** Everything that a {@link Platform} claims about the headers of its system, as expressions in C with their values. */
final class Facts {

    private final Map<String, Long> values = new LinkedHashMap<>();

    private Facts() {}

    static Map<String, Long> of(Platform platform) {
        Facts facts = new Facts();
        platform.numbers().all().forEach((constant, value) -> facts.add(constant.expression(), value));
        platform.errors().all().forEach((errno, number) -> facts.add(errno.name(), number));
        int number = 1;
        for (String name : platform.signals().names()) {
            facts.add(name, number++);
        }
        facts.addTermios(platform.termios().layout());
        return facts.values;
    }

    private void addTermios(TermiosLayout layout) {
        add("sizeof(struct termios)", layout.size());
        add("sizeof(tcflag_t)", layout.wordSize());
        for (TermiosLayout.Word word : TermiosLayout.Word.values()) {
            add(offset(word.member()), layout.offset(word));
        }
        add(offset("c_cc"), layout.charactersOffset());
        add("_POSIX_VDISABLE", layout.disabled());
        layout.flags().forEach((mode, flag) -> add(mode.name(), flag.bits()));
        layout.unnamedFlags().forEach((name, flag) -> add(name, flag.bits()));
        layout.indexes().forEach((character, index) -> add(name(character), index));
        add("VMIN", layout.minimumIndex());
        add("VTIME", layout.timeIndex());
        layout.speeds().offsets().forEach((member, offset) -> add(offset(member), offset));
        layout.speeds().codes().forEach(this::add);
    }

    private static String offset(String member) {
        return "offsetof(struct termios, " + member + ")";
    }

    /** The headers of Linux leave out a letter. */
    private static String name(ControlCharacter character) {
        return character == ControlCharacter.VSWTCH ? "VSWTC" : character.name();
    }

    private void add(String expression, long value) {
        values.put(expression, value);
    }
}
