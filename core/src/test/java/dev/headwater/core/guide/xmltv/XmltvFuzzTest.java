package dev.headwater.core.guide.xmltv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Whatever bytes a guide has, it is read or refused, and what is read is within its limits. */
@Tag("fuzz")
class XmltvFuzzTest {
    private static final XmltvReader READER =
            new XmltvReader(new XmltvLimits(1 << 20, 1 << 22, 200, 32, 1 << 16, 100), ZoneId.of("Europe/Berlin"));
    private static final String GUIDE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE tv SYSTEM "xmltv.dtd" [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>
            <tv generator-info-name="x">
            <channel id="one.tv"><display-name lang="en">One &amp; \u00e9</display-name><icon src="http://h.example/a.png"/></channel>
            <programme start="20261025013000 +0200" stop="20261025023000" channel="one.tv">
            <title lang="en">News &lt;1&gt; &#x1F600;</title><sub-title>&c;</sub-title><desc><![CDATA[a & b]]></desc>
            <category>News</category><episode-num system="xmltv_ns">1.2/3.0/1</episode-num>
            <episode-num system="onscreen">S01E02</episode-num></programme>
            <!-- nothing --><programme start="202610250230" channel="one.tv"><title>&a;</title></programme>
            </tv>
            """;

    @FunctionalInterface
    private interface Packing {
        OutputStream to(OutputStream out) throws IOException;
    }

    static Stream<byte[]> guides() {
        String latin = GUIDE.replace("UTF-8", "ISO-8859-1");
        return Stream.of(
                GUIDE.getBytes(StandardCharsets.UTF_8),
                latin.getBytes(StandardCharsets.ISO_8859_1),
                GUIDE.replace("UTF-8", "UTF-16").getBytes(Charset.forName("UTF-16")),
                GUIDE.substring(0, GUIDE.length() / 2).getBytes(StandardCharsets.UTF_8),
                packed(GZIPOutputStream::new),
                packed(out -> new XZOutputStream(out, new LZMA2Options(0))));
    }

    private static byte[] packed(Packing packing) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = packing.to(file)) {
            out.write(GUIDE.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    @MethodSource("guides")
    @FuzzTest(maxDuration = "10m")
    void itIsReadOrRefused(byte[] file) throws IOException {
        Collected found = new Collected();
        try {
            READER.read(new ByteArrayInputStream(file), found, bytes -> {});
        } catch (XmltvException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
        assertThat(found.programmes).allSatisfy(one -> {
            assertThat(one.channel()).isNotEmpty();
            assertThat(one.stop() == XmltvProgramme.UNKNOWN || one.stop() > one.start())
                    .isTrue();
            assertThat(one.title().length() + one.subtitle().length()).isLessThanOrEqualTo(1_000);
        });
    }
}
