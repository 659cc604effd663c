package dev.headwater.core.guide.xmltv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a file holds, it is read or refused: nothing else comes out of the reader. */
class XmltvPropertyTest {
    private static final XmltvReader READER = new XmltvReader(XmltvLimits.USUAL, ZoneId.of("Europe/Berlin"));

    private static void read(byte[] file) throws IOException {
        try {
            READER.read(new ByteArrayInputStream(file), new Collected(), bytes -> {});
        } catch (XmltvException e) {
            if (e.getMessage().isBlank() || e.getMessage().contains("\n")) {
                throw new AssertionError("no message for an operator", e);
            }
        }
    }

    @Property
    void anyBytes(@ForAll byte[] file) throws IOException {
        read(file);
    }

    @Property
    void bytesThatLookPacked(@ForAll byte[] rest, @ForAll boolean gzip) throws IOException {
        byte[] magic = gzip
                ? new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}
                : new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4};
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(magic);
        file.write(rest);
        read(file.toByteArray());
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                "<tv>",
                "</tv>",
                "<programme start=\"20261120140000 +0100\" stop=\"20261025023000\" channel=\"a\">",
                "<programme start='",
                "' channel='b'>",
                "</programme>",
                "<title lang=\"en\">",
                "</title>",
                "<desc>",
                "</desc>",
                "text & more",
                "&amp;",
                "&unknown;",
                "&#x1F600;",
                "&#0;",
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
                "<?xml version=\"1.0\"?>",
                "<!DOCTYPE tv [",
                "]>",
                "<!ENTITY a \"b\">",
                "<icon src=\"http://x/\"/>",
                "<episode-num system=\"xmltv_ns\">1.2.</episode-num>",
                "<channel id=\"c\"><display-name>C</display-name></channel>",
                "\u0000",
                "\u00e9",
                "\ud83d\ude00",
                "<",
                ">",
                "\"",
                " ",
                "99999999999999 +9999");
    }

    @Property(tries = 3000)
    void piecesOfGuides(@ForAll("pieces") String first, @ForAll @Size(max = 30) List<@From("pieces") String> rest)
            throws IOException {
        String text = first + String.join("", rest);
        read(text.getBytes(UTF_8));
        read(text.getBytes(ISO_8859_1));
        read(("<tv>" + text).getBytes(UTF_8));
    }

    @Property(tries = 300)
    void aDamagedFile(@ForAll int at, @ForAll byte value) throws IOException {
        String guide = "<?xml version=\"1.0\"?><tv>"
                + "<programme start=\"20261120140000 +0100\" channel=\"a\"><title>One &amp; two</title></programme>"
                        .repeat(9)
                + "</tv>";
        byte[] plain = guide.getBytes(UTF_8);
        plain[Math.floorMod(at, plain.length)] = value;
        read(plain);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(guide.getBytes(UTF_8));
        }
        byte[] bytes = packed.toByteArray();
        bytes[Math.floorMod(at, bytes.length)] = value;
        read(bytes);
    }
}
