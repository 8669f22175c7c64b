// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.picture;

import java.util.Locale;
import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Page;

/** A page as SVG. */
public final class SvgPicture implements Canvas {

    private static final int WIDTH = 9;
    private static final int HEIGHT = 18;
    private static final int BASELINE = 14;
    private static final int MARGIN = 8;

    private final StringBuilder output = new StringBuilder();

    private SvgPicture() {}

    /**
     * Draws a page.
     *
     * @param page the page
     * @param cursorVisible whether its cursor is shown
     * @param title the title, for those who cannot see pictures
     * @return an SVG document
     */
    public static String of(Page page, boolean cursorVisible, String title) {
        SvgPicture picture = new SvgPicture();
        int width = page.columns() * WIDTH + 2 * MARGIN;
        int height = page.rows() * HEIGHT + 2 * MARGIN;
        picture.output.append(String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-size="15" xml:space="preserve" \
                font-family="'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace">
                <title>%s</title>
                <rect width="100%%" height="100%%" rx="6" fill="%s"/>
                """,
                width,
                height,
                width,
                height,
                escaped(title.isEmpty() ? "Terminal" : title),
                color(Palette.BACKGROUND)));
        new PicturePainter(page, cursorVisible, picture).paint();
        return picture.output.append("</svg>\n").toString();
    }

    private static int x(int column) {
        return MARGIN + column * WIDTH;
    }

    private static int y(int row) {
        return MARGIN + row * HEIGHT;
    }

    private static String color(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    @Override
    public void fill(int column, int row, int width, int color) {
        output.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
                x(column),
                y(row),
                width * WIDTH,
                HEIGHT,
                color(color)));
    }

    @Override
    public void text(int column, int row, int width, String text, Look look) {
        output.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s%s>%s</text>\n",
                x(column),
                y(row) + BASELINE,
                width * WIDTH,
                color(look.foreground()),
                look.has(Attributes.BOLD) ? " font-weight=\"bold\"" : "",
                look.has(Attributes.ITALIC) ? " font-style=\"italic\"" : "",
                escaped(text)));
    }

    @Override
    public void lines(int column, int row, int width, Look look) {
        if (look.underline() > 0) {
            String dashes = look.underline() == 4 ? "1 2" : look.underline() == 5 ? "4 2" : "";
            if (look.underline() == 3) {
                wave(column, row, width, look.underlineColor());
            } else {
                line(column, row, width, BASELINE + 2, look.underlineColor(), dashes);
            }
            if (look.underline() == 2) {
                line(column, row, width, BASELINE + 4, look.underlineColor(), "");
            }
        }
        if (look.has(Attributes.STRUCK)) {
            line(column, row, width, BASELINE - 5, look.foreground(), "");
        }
        if (look.has(Attributes.OVERLINE)) {
            line(column, row, width, 1, look.foreground(), "");
        }
    }

    private void line(int column, int row, int width, int down, int color, String dashes) {
        output.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d.5h%d\" stroke=\"%s\"%s/>\n",
                x(column),
                y(row) + down,
                width * WIDTH,
                color(color),
                dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\""));
    }

    private void wave(int column, int row, int width, int color) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < width * WIDTH / 3; i++) {
            path.append(i % 2 == 0 ? "l3 -3" : "l3 3");
        }
        output.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d%s\" stroke=\"%s\" fill=\"none\"/>\n",
                x(column),
                y(row) + BASELINE + 4,
                path,
                color(color)));
    }

    /** Text of XML; what XML does not allow becomes U+FFFD. */
    private static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '&' -> result.append("&amp;");
                case '"' -> result.append("&quot;");
                case ' ' -> result.append('\u00a0'); // viewers that do not know xml:space would join blanks
                default ->
                    result.appendCodePoint(
                            c < 0x20 || (c & 0xfffe) == 0xfffe || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c);
            }
        });
        return result.toString();
    }
}
