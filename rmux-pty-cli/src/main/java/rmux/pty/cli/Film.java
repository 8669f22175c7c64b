// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rmux.pty.expect.screen.Screen;

/**
 * Pictures of a screen in a row, behind a window that shows one after the other. It moves in every viewer that knows CSS, even
 * where it is an image of a page; others show the first picture.
 */
final class Film {

    /** Twice as many are thinned out: a long recording gets coarser, not larger. */
    private static final int MOST_FRAMES = 200;

    private static final double SHORTEST = 0.05;
    private static final double SECONDS_AT_END = 3;
    private static final int PERCENT = 100;
    private static final String ROOT = "<svg ";

    private record Frame(double seconds, String svg) {}

    private final List<Frame> frames = new ArrayList<>();
    private double shortest = SHORTEST;
    private int width;
    private int height;

    /** Adds what the screen shows from a time on, unless that is too soon after the last picture, which it replaces then. */
    void add(double seconds, Screen screen) {
        Frame last = frames.isEmpty() ? null : frames.get(frames.size() - 1);
        if (last != null && seconds - last.seconds() < shortest && frames.size() > 1) {
            frames.remove(frames.size() - 1);
            frames.add(new Frame(last.seconds(), screen.toSvg()));
        } else {
            frames.add(new Frame(seconds, screen.toSvg()));
        }
        if (frames.size() >= 2 * MOST_FRAMES) {
            shortest *= 2;
            for (int i = frames.size() - 2; i > 0; i -= 2) {
                frames.remove(i);
            }
        }
    }

    /** Adds the last picture, which stays for a while, and returns the whole as SVG. */
    String end(double seconds, Screen screen) {
        add(seconds, screen);
        for (Frame frame : frames) {
            width = Math.max(width, number(frame.svg(), "width"));
            height = Math.max(height, number(frame.svg(), "height"));
        }
        double duration = seconds + SECONDS_AT_END;
        StringBuilder steps = new StringBuilder();
        StringBuilder pictures = new StringBuilder();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            steps.append(String.format(
                    Locale.ROOT,
                    "%.4f%%{transform:translateX(%dpx)}",
                    frame.seconds() / duration * PERCENT,
                    -i * width));
            pictures.append(frame.svg().replaceFirst(ROOT, ROOT + "x=\"" + i * width + "\" "));
        }
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
                <style>@keyframes film{%s} .film{animation:film %.3fs step-end infinite}</style>
                <g class="film">
                %s</g>
                </svg>
                """, width, height, width, height, steps, duration, pictures);
    }

    private static int number(String svg, String attribute) {
        int from = svg.indexOf(' ' + attribute + "=\"") + attribute.length() + 3;
        return Integer.parseInt(svg.substring(from, svg.indexOf('"', from)));
    }
}
