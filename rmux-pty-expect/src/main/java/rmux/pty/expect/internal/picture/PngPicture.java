// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Page;

/** A page as PNG. Needs the module {@code java.desktop} and fonts, but no display. */
public final class PngPicture implements Canvas {

    private static final int WIDTH = 9;
    private static final int HEIGHT = 18;
    private static final int BASELINE = 14;
    private static final int MARGIN = 8;
    private static final int SIZE = 15;

    private final Graphics2D graphics;

    private PngPicture(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /**
     * Draws a page.
     *
     * @param page the page
     * @param cursorVisible whether its cursor is shown
     * @return a PNG file
     */
    public static byte[] of(Page page, boolean cursorVisible) {
        BufferedImage image = new BufferedImage(
                page.columns() * WIDTH + 2 * MARGIN, page.rows() * HEIGHT + 2 * MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(new Color(Palette.BACKGROUND));
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            new PicturePainter(page, cursorVisible, new PngPicture(graphics)).paint();
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory could not be written", e);
        }
        return output.toByteArray();
    }

    private static int x(int column) {
        return MARGIN + column * WIDTH;
    }

    private static int y(int row) {
        return MARGIN + row * HEIGHT;
    }

    @Override
    public void fill(int column, int row, int width, int color) {
        graphics.setColor(new Color(color));
        graphics.fillRect(x(column), y(row), width * WIDTH, HEIGHT);
    }

    @Override
    public void text(int column, int row, int width, String text, Look look) {
        int style = (look.has(Attributes.BOLD) ? Font.BOLD : 0) | (look.has(Attributes.ITALIC) ? Font.ITALIC : 0);
        graphics.setFont(new Font(Font.MONOSPACED, style, SIZE));
        graphics.setColor(new Color(look.foreground()));
        FontMetrics metrics = graphics.getFontMetrics();
        int natural = Math.max(1, metrics.stringWidth(text));
        AffineTransform before = graphics.getTransform();
        graphics.translate(x(column), y(row) + BASELINE);
        graphics.scale((double) (width * WIDTH) / natural, 1);
        graphics.drawString(text, 0, 0);
        graphics.setTransform(before);
    }

    @Override
    public void lines(int column, int row, int width, Look look) {
        if (look.underline() > 0) {
            float[] dashes = switch (look.underline()) {
                case 3, 4 -> new float[] {1, 2};
                case 5 -> new float[] {4, 2};
                default -> new float[] {1, 0};
            };
            line(column, row, width, BASELINE + 2, look.underlineColor(), dashes);
            if (look.underline() == 2) {
                line(column, row, width, BASELINE + 4, look.underlineColor(), dashes);
            }
        }
        float[] solid = {1, 0};
        if (look.has(Attributes.STRUCK)) {
            line(column, row, width, BASELINE - 5, look.foreground(), solid);
        }
        if (look.has(Attributes.OVERLINE)) {
            line(column, row, width, 1, look.foreground(), solid);
        }
    }

    private void line(int column, int row, int width, int down, int color, float[] dashes) {
        graphics.setColor(new Color(color));
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, dashes, 0));
        graphics.drawLine(x(column), y(row) + down, x(column) + width * WIDTH - 1, y(row) + down);
    }
}
