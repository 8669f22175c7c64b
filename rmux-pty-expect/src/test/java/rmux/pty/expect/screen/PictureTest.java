// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import rmux.pty.api.TerminalSize;

/** Pictures of screens: text, colors, and what must not break them. */
class PictureTest {

    private static Document parse(String svg) throws SAXException, IOException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Screen screen(String output) {
        Screen screen = Screen.of(TerminalSize.of(20, 3));
        screen.write(output);
        return screen;
    }

    @Test
    @DisplayName("SVG holds the text in its place and its colors")
    void svgText() throws SAXException, IOException, ParserConfigurationException {
        Document document = parse(screen("\u001b[?25l\u001b[2;3H\u001b[1;38;2;1;2;3;44mhi <&>\u001b[m 日")
                .toSvg());
        NodeList texts = document.getElementsByTagName("text");
        Element first = (Element) texts.item(0);
        assertThat(first.getTextContent()).isEqualTo("hi\u00a0<&>");
        assertThat(first.getAttribute("fill")).isEqualTo("#010203");
        assertThat(first.getAttribute("font-weight")).isEqualTo("bold");
        assertThat(first.getAttribute("x")).isEqualTo("26");
        assertThat(first.getAttribute("textLength")).isEqualTo("54");
        Element second = (Element) texts.item(1);
        assertThat(second.getTextContent()).isEqualTo("日");
        assertThat(second.getAttribute("textLength")).isEqualTo("18");
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
    }

    @Test
    @DisplayName("What XML does not allow is replaced, in titles as in cells")
    void svgEscapes() throws SAXException, IOException, ParserConfigurationException {
        Document document =
                parse(screen("\u001b]2;a<b&\uffff\u0007x\ufffe\uffffy").toSvg());
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a<b&\ufffd");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rmux.pty.expect.screen.OracleTest#streams")
    @DisplayName("Every recorded screen becomes a picture")
    void recorded(String name) throws SAXException, IOException, ParserConfigurationException, URISyntaxException {
        TerminalSize size = TerminalSize.parse(name.substring(name.lastIndexOf('.') + 1));
        Screen screen = Screen.of(size);
        byte[] bytes = OracleTest.stream(name);
        screen.write(bytes, 0, bytes.length);
        int texts = parse(screen.toSvg()).getElementsByTagName("text").getLength();
        assertThat(texts > 0).isEqualTo(!screen.text().isBlank());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(screen.toPng()));
        assertThat(image.getWidth()).isEqualTo(size.columns() * 9 + 16);
        assertThat(image.getHeight()).isEqualTo(size.rows() * 18 + 16);
    }

    @Test
    @DisplayName("PNG has the background of a cell where the cell is, and the text on it")
    void png() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                screen("\u001b[?25l  \u001b[48;2;10;20;30m \u001b[mM").toPng()));
        assertThat(image.getRGB(8 + 2 * 9 + 4, 8 + 9) & 0xffffff).isEqualTo(0x0a141e);
        boolean inked = false;
        for (int x = 8 + 3 * 9; x < 8 + 4 * 9; x++) {
            for (int y = 8; y < 8 + 18; y++) {
                inked |= (image.getRGB(x, y) & 0xff) > 0x80;
            }
        }
        assertThat(inked).isTrue();
    }
}
