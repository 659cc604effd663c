package dev.headwater.api.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PartsPropertyTest {
    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    @Property
    void crcsAreJoinedAsIfOfOneText(@ForAll byte[] a, @ForAll byte[] b) {
        byte[] both = new byte[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        assertThat(Crc32s.joined(crc(a), crc(b), b.length)).isEqualTo(crc(both));
    }

    @Property(tries = 300)
    void partsBehindEachOtherAreOneStream(@ForAll @Size(max = 8) List<List<String>> texts) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Part whole = Part.NOTHING;
        for (List<String> text : texts) {
            try (PartWriter writer = new PartWriter(packed)) {
                for (String piece : text) {
                    writer.write(piece.repeat(50));
                    plain.write(piece.repeat(50).getBytes(StandardCharsets.UTF_8));
                }
                whole = whole.then(writer.end());
            }
        }
        byte[] expected = plain.toByteArray();
        assertThat(whole).isEqualTo(new Part(packed.size(), expected.length, crc(expected)));
        try (PartWriter writer = new PartWriter(packed)) {
            writer.write("end");
            plain.write("end".getBytes(StandardCharsets.UTF_8));
            writer.end();
        }
        try (Inflater inflater = new Inflater(true);
                InflaterInputStream in =
                        new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray()), inflater)) {
            assertThat(in.readNBytes(expected.length + 3)).isEqualTo(plain.toByteArray());
        }
    }

    @Property
    void timesAreWrittenAsTheJdkWritesThem(
            @ForAll @LongRange(min = -30_000_000_000L, max = 253_402_300_799L) long second) {
        StringBuilder out = new StringBuilder();
        XmltvText.time(out, Instant.ofEpochSecond(second));
        assertThat(out)
                .hasToString(DateTimeFormatter.ofPattern("yyyyMMddHHmmss +0000")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.ofEpochSecond(second)));
    }
}
