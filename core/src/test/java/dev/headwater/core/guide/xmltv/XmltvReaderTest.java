package dev.headwater.core.guide.xmltv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class XmltvReaderTest {
    private static final String GUIDE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <tv>
              <channel id="one.tv"><display-name>One</display-name><display-name lang="de">Eins</display-name></channel>
              <programme start="20261120140000 +0100" stop="20261120150000 +0100" channel="one.tv">
                <title lang="en"> News &amp; more </title><title lang="de">Nachrichten</title>
                <sub-title>Late</sub-title><desc>What
            happened</desc>
                <category>News</category><category>Live</category><credits><actor>Nobody</actor></credits>
                <episode-num system="onscreen">S02E09</episode-num>
                <episode-num system="xmltv_ns">1 . 4/10 . 0/1</episode-num>
                <icon src="https://example.org/a.png"/><icon src="https://example.org/b.png"/>
              </programme>
            </tv>
            """;

    private static Collected read(byte[] file) throws XmltvException, IOException {
        return read(file, XmltvLimits.USUAL);
    }

    private static Collected read(byte[] file, XmltvLimits limits) throws XmltvException, IOException {
        Collected collected = new Collected();
        new XmltvReader(limits, ZoneOffset.UTC).read(new ByteArrayInputStream(file), collected, bytes -> {});
        return collected;
    }

    private static Collected read(String file) throws XmltvException, IOException {
        return read(file.getBytes(UTF_8));
    }

    private static String programme(String inside) {
        return "<tv><programme start=\"20261120140000 +0000\" channel=\"a\">" + inside + "</programme></tv>";
    }

    @FunctionalInterface
    interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] plain, Packing packing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.over(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) {
        return packed(plain, GZIPOutputStream::new);
    }

    private static byte[] xz(byte[] plain) {
        return packed(plain, out -> new XZOutputStream(out, new LZMA2Options(1)));
    }

    @Test
    void readsWhatAGuideHolds() throws Exception {
        Collected guide = read(GUIDE);
        assertThat(guide.channels).containsEntry("one.tv", List.of("One", "Eins"));
        XmltvProgramme news = guide.programmes.getFirst();
        assertThat(news.start()).isEqualTo(Instant.parse("2026-11-20T13:00:00Z").getEpochSecond());
        assertThat(news.stop() - news.start()).isEqualTo(3600);
        assertThat(news.title()).isEqualTo("News & more");
        assertThat(news.lang()).isEqualTo("en");
        assertThat(news.subtitle()).isEqualTo("Late");
        assertThat(news.description()).isEqualTo("What\nhappened");
        assertThat(news.categories()).containsExactly("News", "Live");
        assertThat(news.icon()).isEqualTo("https://example.org/a.png");
        assertThat(news.season()).isEqualTo(2);
        assertThat(news.episode()).isEqualTo(5);
    }

    @Test
    void knowsGzipAndXzByHowTheyBegin() throws Exception {
        assertThat(read(gzip(GUIDE.getBytes(UTF_8))).programmes).hasSize(1);
        assertThat(read(xz(GUIDE.getBytes(UTF_8))).programmes).hasSize(1);
        byte[] members = Arrays.copyOf(gzip(GUIDE.substring(0, 80).getBytes(UTF_8)), 2000);
        byte[] second = gzip(GUIDE.substring(80).getBytes(UTF_8));
        int end = gzip(GUIDE.substring(0, 80).getBytes(UTF_8)).length;
        System.arraycopy(second, 0, members, end, second.length);
        assertThat(read(Arrays.copyOf(members, end + second.length)).programmes).hasSize(1);
    }

    @Test
    void readsOtherEncodings() throws Exception {
        for (Charset charset : new Charset[] {ISO_8859_1, StandardCharsets.UTF_16, Charset.forName("windows-1252")}) {
            String text = "<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?>"
                    + programme("<title>Fußball é</title>");
            assertThat(read(text.getBytes(charset)).programmes.getFirst().title())
                    .as(charset.name())
                    .isEqualTo("Fußball é");
        }
    }

    @Test
    void knowsNothingThatADocumentTypeDeclares() throws Exception {
        String text =
                "<!DOCTYPE tv SYSTEM \"xmltv.dtd\" [<!ENTITY a \"boom\"><!ENTITY f SYSTEM \"file:///etc/hostname\">"
                        + "<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]>"
                        + programme("<title>one &a; two &f; three &nbsp;</title>");
        assertThat(read(text).programmes.getFirst().title()).isEqualTo("one  two  three");
    }

    @Test
    void anEntityBombIsNone() throws Exception {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE tv [<!ENTITY e0 \"lollollollol\">");
        for (int i = 1; i < 20; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]>").append(programme("<title>x&e19;</title>"));
        assertThat(read(bomb.toString()).programmes.getFirst().title()).isEqualTo("x");
    }

    @Test
    void anEntityOfItsOwnInAnAttributeIsRefused() {
        assertThatThrownBy(() -> read("<!DOCTYPE tv [<!ENTITY a \"b\">]><tv><programme start=\"&a;\"/></tv>"))
                .isInstanceOf(XmltvException.class);
    }

    @Test
    void hasNoLimitOfEntitiesThatXmlDefines() throws Exception {
        StringBuilder text = new StringBuilder("<tv>");
        for (int i = 0; i < 60_000; i++) {
            text.append(
                    "<programme start=\"20261120140000\" channel=\"a\"><title>a&amp;b&lt;&#233;</title></programme>");
        }
        Collected guide = read(text.append("</tv>").toString());
        assertThat(guide.programmes).hasSize(60_000);
        assertThat(guide.programmes.getLast().title()).isEqualTo("a&b<é");
    }

    @Test
    void refusesABombOfGzip() {
        byte[] spaces = new byte[32 << 20];
        Arrays.fill(spaces, (byte) ' ');
        System.arraycopy("<tv>".getBytes(UTF_8), 0, spaces, 0, 4);
        assertThatThrownBy(() -> read(gzip(spaces)))
                .isInstanceOf(XmltvException.class)
                .hasMessageMatching(".*(taken for a bomb|a text, a comment or a document type of more than).*");
        StringBuilder many = new StringBuilder("<tv>");
        while (many.length() < 16 << 20) {
            many.append("<x/>");
        }
        assertThatThrownBy(() -> read(gzip(many.toString().getBytes(UTF_8))))
                .isInstanceOf(XmltvException.class)
                .hasMessageContaining("taken for a bomb");
    }

    @Test
    void refusesWhatIsTooLarge() {
        XmltvLimits small = new XmltvLimits(1 << 20, 3 << 20, 200, 32, 1 << 20, 1000);
        byte[] large = programme("<title>ab</title>".repeat(240_000)).getBytes(UTF_8);
        assertThatThrownBy(() -> read(large, small)).hasMessageContaining("more than 1 MiB");
        assertThatThrownBy(() -> read(gzip(large), small)).hasMessageContaining("more than 3 MiB unpacked");
    }

    @Test
    void refusesTagsCommentsAndTypesWithoutAnEnd() {
        for (String endless : new String[] {
            "<tv a=\"" + "x".repeat(3 << 20),
            "<tv><" + "x".repeat(3 << 20),
            "<tv><title>" + "x".repeat(3 << 20),
            "<tv><!--" + "x".repeat(3 << 20),
            "<!DOCTYPE tv [" + "<!ENTITY a 'b'>".repeat(300_000)
        }) {
            assertThatThrownBy(() -> read(endless))
                    .isInstanceOf(XmltvException.class)
                    .hasMessageContaining("of more than 1024 KiB");
        }
    }

    @Test
    void refusesWhatIsTooDeepOrHasTooManyNames() {
        assertThatThrownBy(() -> read("<tv>" + "<a>".repeat(100))).hasMessageContaining("more than 32 deep");
        StringBuilder names = new StringBuilder("<tv>");
        for (int i = 0; i < 2000; i++) {
            names.append("<n").append(i).append("/>");
        }
        assertThatThrownBy(() -> read(names + "</tv>")).hasMessageContaining("more than 1000 different names");
    }

    @Test
    void cutsLongTexts() throws Exception {
        Collected guide = read(programme("<title>" + "😀".repeat(50_000) + "</title><desc>" + "d".repeat(50_000)
                + "</desc><category>c</category>"));
        assertThat(guide.programmes.getFirst().title()).hasSize(500).endsWith("😀");
        assertThat(guide.programmes.getFirst().description()).hasSize(5000);
        assertThat(guide.programmes.getFirst().categories()).containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 200, 400, 700})
    void saysThatAFileWasCut(int length) {
        byte[] whole = GUIDE.getBytes(UTF_8);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, Math.min(length, whole.length - 9))))
                .isInstanceOf(XmltvException.class);
        byte[] gzip = gzip(whole);
        assertThatThrownBy(() -> read(Arrays.copyOf(gzip, Math.min(length, gzip.length - 1))))
                .isInstanceOf(XmltvException.class);
        byte[] xz = xz(whole);
        assertThatThrownBy(() -> read(Arrays.copyOf(xz, Math.min(length, xz.length - 1))))
                .isInstanceOf(XmltvException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "#EXTM3U\n",
                "<html><body>not found</body></html>",
                "{\"error\":1}",
                "<tv>\u0001</tv>",
                "<tv></tv><tv></tv>",
                "<tv a='1' a='2'/>",
                "<tv>\ud800</tv>"
            })
    void refusesWhatIsNoGuide(String text) {
        assertThatThrownBy(() -> {
                    Collected guide = read(text);
                    if (guide.programmes.isEmpty() && text.equals("<tv>\ud800</tv>")) {
                        throw new XmltvException("a question mark by now");
                    }
                })
                .isInstanceOf(XmltvException.class);
    }

    @Test
    void refusesBytesThatAreNotOfTheEncoding() {
        byte[] latin = programme("<title>Fußball</title>").getBytes(ISO_8859_1);
        assertThatThrownBy(() -> read(latin)).isInstanceOf(XmltvException.class);
    }

    @Test
    void goesOnBehindWhatItCanNotUse() throws Exception {
        Collected guide = read("""
                <tv><channel/><programme channel="a"/><programme start="soon" channel="a"/>
                <programme start="20261320140000" channel="a"/><programme start="20261120140000"/>
                <programme start="20261120140000 +0000" channel="a"><title>good</title></programme></tv>""");
        assertThat(guide.skipped).isEqualTo(5);
        assertThat(guide.programmes).hasSize(1);
        assertThat(guide.programmes.getFirst().stop()).isEqualTo(XmltvProgramme.UNKNOWN);
    }

    @Test
    void takesTimesWithoutOffsetInTheSourcesZone() throws Exception {
        Collected guide = new Collected();
        String text = programme("").replace(" +0000", "");
        new XmltvReader(XmltvLimits.USUAL, ZoneId.of("Europe/Berlin"))
                .read(new ByteArrayInputStream(text.getBytes(UTF_8)), guide, bytes -> {});
        assertThat(Instant.ofEpochSecond(guide.programmes.getFirst().start())).isEqualTo("2026-11-20T13:00:00Z");
    }
}
