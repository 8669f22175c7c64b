// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** {@code kqueue(2)}: filters for reading, writing, the exit of processes, and a user's own. */
final class Kqueue extends OpenFile {

    /** An event, told or to be registered. */
    record Event(long identifier, int filter, int flags, int filterFlags, long key) {}

    private record Place(long identifier, int filter) {}

    private final class Note {
        private final Event registered;
        private final OpenFile file;
        private boolean enabled = true;
        private boolean triggered;

        private Note(Event registered, OpenFile file) {
            this.registered = registered;
            this.file = file;
        }

        private boolean isDue() {
            if (!enabled) {
                return false;
            }
            if (is(registered, Constant.EVFILT_READ)) {
                return file.isReadable();
            }
            return is(registered, Constant.EVFILT_WRITE) ? file.isWritable() || file.isEnded() : isTriggered();
        }

        private boolean isTriggered() {
            Proc process = kernel.processes.get((int) registered.identifier());
            return is(registered, Constant.EVFILT_PROC) ? process == null || process.zombie : triggered;
        }
    }

    private final Xnu kernel;
    private final Map<Place, Note> notes = new LinkedHashMap<>();

    Kqueue(Xnu kernel) {
        this.kernel = kernel;
    }

    private boolean is(Event event, Constant filter) {
        return event.filter() == kernel.platform.number(filter);
    }

    private boolean has(Event event, Constant flag) {
        return (event.flags() & kernel.platform.number(flag)) != 0;
    }

    /** Registers, changes or deletes; returns 0 or a negative error. */
    int change(Event event) {
        Place place = new Place(event.identifier(), event.filter());
        Note note = notes.get(place);
        if (has(event, Constant.EV_DELETE)) {
            return notes.remove(place) == null ? kernel.error(Errno.ENOENT) : 0;
        }
        if (has(event, Constant.EV_ADD)) {
            OpenFile file = null;
            if (is(event, Constant.EVFILT_PROC)) {
                Proc process = kernel.processes.get((int) event.identifier());
                if (process == null || process.zombie) {
                    return kernel.error(Errno.ESRCH);
                }
            } else if (!is(event, Constant.EVFILT_USER)) {
                Proc.Descriptor descriptor = kernel.jvm.descriptors.get((int) event.identifier());
                if (descriptor == null || !descriptor.file.canBePolled()) {
                    kernel.refusals++;
                    kernel.notifyAll();
                    return kernel.error(descriptor == null ? Errno.EBADF : Errno.EINVAL);
                }
                file = descriptor.file;
                kernel.watched |= file instanceof Tty.Master;
            }
            note = new Note(event, file);
            notes.put(place, note);
        }
        if (note == null) {
            return kernel.error(Errno.ENOENT);
        }
        note.triggered |= (event.filterFlags() & kernel.platform.number(Constant.NOTE_TRIGGER)) != 0
                && is(event, Constant.EVFILT_USER);
        kernel.notifyAll();
        return 0;
    }

    /** What has happened, told. */
    List<Event> take(int most) {
        List<Event> due = new ArrayList<>();
        for (Map.Entry<Place, Note> entry : List.copyOf(notes.entrySet())) {
            Note note = entry.getValue();
            if (due.size() < most && note.isDue()) {
                Event event = note.registered;
                boolean ended = note.file != null && note.file.isEnded();
                int flags = ended ? kernel.platform.number(Constant.EV_EOF) : 0;
                due.add(new Event(event.identifier(), event.filter(), flags, 0, event.key()));
                note.enabled = !has(event, Constant.EV_DISPATCH);
                note.triggered = false;
                if (is(event, Constant.EVFILT_PROC)) {
                    notes.remove(entry.getKey());
                }
            }
        }
        return due;
    }

    /** A descriptor has been closed: what was registered for it goes. */
    void forget(int number) {
        notes.keySet()
                .removeIf(place -> place.identifier() == number
                        && (place.filter() == kernel.platform.number(Constant.EVFILT_READ)
                                || place.filter() == kernel.platform.number(Constant.EVFILT_WRITE)));
    }

    @Override
    int read(byte[] into) {
        return kernel.error(Errno.ENXIO);
    }

    @Override
    int write(byte[] bytes) {
        return kernel.error(Errno.ENXIO);
    }

    @Override
    boolean isReadable() {
        return notes.values().stream().anyMatch(Note::isDue);
    }

    @Override
    boolean isWritable() {
        return false;
    }

    @Override
    void lastClose() {
        notes.clear();
    }
}
