// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import rmux.pty.expect.internal.grid.Attributes;

/**
 * How a cell looks.
 *
 * @param foreground the color of its text
 * @param background the color behind it
 * @param attributes what is on
 * @param underline the line below it
 * @param underlineColor the color of that line; the default is that of the text
 */
public record Style(
        Color foreground, Color background, Set<Attribute> attributes, Underline underline, Color underlineColor) {

    /**
     * Keeps the attributes as they are now.
     *
     * @param foreground the color of its text
     * @param background the color behind it
     * @param attributes what is on
     * @param underline the line below it
     * @param underlineColor the color of that line
     */
    public Style {
        Set<Attribute> copy = EnumSet.noneOf(Attribute.class);
        copy.addAll(attributes);
        attributes = Collections.unmodifiableSet(copy);
    }

    static Style of(long packed, int underlineColor) {
        EnumSet<Attribute> on = EnumSet.noneOf(Attribute.class);
        add(on, packed, Attributes.BOLD, Attribute.BOLD);
        add(on, packed, Attributes.DIM, Attribute.DIM);
        add(on, packed, Attributes.ITALIC, Attribute.ITALIC);
        add(on, packed, Attributes.BLINK, Attribute.BLINK);
        add(on, packed, Attributes.INVERSE, Attribute.INVERSE);
        add(on, packed, Attributes.INVISIBLE, Attribute.INVISIBLE);
        add(on, packed, Attributes.STRUCK, Attribute.STRUCK_THROUGH);
        add(on, packed, Attributes.OVERLINE, Attribute.OVERLINED);
        return new Style(
                color(Attributes.foreground(packed)),
                color(Attributes.background(packed)),
                on,
                underline(Attributes.underline(packed)),
                color(underlineColor));
    }

    private static void add(Set<Attribute> on, long packed, long flag, Attribute attribute) {
        if ((packed & flag) != 0) {
            on.add(attribute);
        }
    }

    private static Underline underline(int style) {
        return switch (style) {
            case 0 -> Underline.NONE;
            case 2 -> Underline.DOUBLE;
            case 3 -> Underline.CURLY;
            case 4 -> Underline.DOTTED;
            case 5 -> Underline.DASHED;
            default -> Underline.SINGLE;
        };
    }

    private static Color color(int packed) {
        int value = packed & Attributes.VALUE;
        if ((packed & Attributes.RGB) != 0) {
            return new Color.Rgb(value >> 16, value >> 8 & 0xff, value & 0xff);
        }
        return (packed & Attributes.INDEXED) != 0 ? new Color.Indexed(value & 0xff) : new Color.Default();
    }
}
