package dev.headwater.core.vod.text;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Small files with subtitles and nothing to see, byte by byte. */
public final class FilmFiles {
    private FilmFiles() {}

    /** What is said for so many ms from then on. */
    public record Said(int start, int millis, String text) {}

    /** An MP4 with one track of timed text, counted in ms, that begins late. */
    public static byte[] mp4(String language, int late, List<Said> said) {
        byte[] type = box("ftyp", "isom".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        ByteArrayOutputStream lengths = new ByteArrayOutputStream();
        ByteArrayOutputStream times = new ByteArrayOutputStream();
        int count = 0;
        int time = 0;
        for (Said one : said) {
            if (one.start() > time) {
                samples.writeBytes(new byte[2]); // nothing is shown
                lengths.writeBytes(ints(2));
                times.writeBytes(ints(1, one.start() - time));
                count++;
            }
            byte[] text = one.text().getBytes(StandardCharsets.UTF_8);
            samples.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) text.length).array());
            samples.writeBytes(text);
            lengths.writeBytes(ints(text.length + 2));
            times.writeBytes(ints(1, one.millis()));
            time = one.start() + one.millis();
            count++;
        }
        byte[] media = box("mdat", samples.toByteArray());
        int packed = 0;
        for (int i = 0; i < language.length(); i++) {
            packed = (packed << 5) | (language.charAt(i) - 0x60);
        }
        byte[] table = box(
                "stbl",
                box("stsd", ints(0, 1, 16, 0x74783367)), // tx3g
                box("stts", ints(0, count), times.toByteArray()),
                box("stsc", ints(0, 1, 1, count, 1)),
                box("stsz", ints(0, 0, count), lengths.toByteArray()),
                box("stco", ints(0, 1, type.length + 8)));
        byte[] track = box(
                "trak",
                box("tkhd", ints(3, 0, 0, 7)),
                box("edts", box("elst", ints(0, 2, late, -1, 1, time, 0, 1))),
                box("mdia", box("mdhd", ints(0, 0, 0, 1000, time, packed << 16)), box("minf", table)));
        return join(type, media, box("moov", box("mvhd", ints(0, 0, 0, 1000, time)), track));
    }

    /** A Matroska file with pictures of nothing and one track of text, which is compressed. */
    public static byte[] matroska(String codec, String language, List<Said> said) {
        byte[] pictures = element(0xae, element(0xd7, 1), element(0x83, 1));
        byte[] text = element(
                0xae,
                element(0xd7, 2),
                element(0x83, 0x11),
                element(0x86, codec.getBytes(StandardCharsets.US_ASCII)),
                element(0x22b59c, language.getBytes(StandardCharsets.US_ASCII)),
                element(0x536e, "For everybody".getBytes(StandardCharsets.UTF_8)),
                element(0x88, 0),
                element(0x6d80, element(0x6240, element(0x5034, element(0x4254, 0)))));
        ByteArrayOutputStream clusters = new ByteArrayOutputStream();
        clusters.writeBytes(element(0x1f43b675, element(0xe7, 0), element(0xa3, new byte[] {(byte) 0x81, 0, 0, 0, 9})));
        for (Said one : said) {
            byte[] block = join(new byte[] {(byte) 0x82, 0, 0, 0}, deflated(one.text()));
            clusters.writeBytes(element(
                    0x1f43b675,
                    element(0xe7, one.start()),
                    element(0xa3, join(new byte[] {(byte) 0x81, 0, 0, 0}, new byte[300])),
                    element(0xa0, element(0xa1, block), element(0x9b, one.millis()))));
        }
        return join(
                element(0x1a45dfa3, element(0x4282, "matroska".getBytes(StandardCharsets.US_ASCII))),
                element(
                        0x18538067,
                        element(0x1549a966, element(0x2ad7b1, 1_000_000)),
                        element(0x1654ae6b, pictures, text),
                        clusters.toByteArray()));
    }

    /** A Matroska file whose track says how it is encoded within how it is encoded, and so on. */
    public static byte[] nested(int levels) {
        ByteBuffer encodings = ByteBuffer.allocate(levels * 6);
        for (int inside = levels - 1; inside >= 0; inside--) {
            encodings.putShort((short) 0x6d80).putInt(0x10000000 | (inside * 6));
        }
        byte[] track = element(0xae, element(0xd7, 1), element(0x83, 0x11), encodings.array());
        return join(element(0x1a45dfa3), element(0x18538067, element(0x1654ae6b, track)));
    }

    /** An MP4 whose index is so many boxes with nothing in them. */
    public static byte[] scattered(int boxes) {
        ByteBuffer empty = ByteBuffer.allocate(boxes * 8);
        while (empty.hasRemaining()) {
            empty.putInt(8).putInt(0x66726565); // free
        }
        return join(box("ftyp"), box("moov", empty.array()));
    }

    private static byte[] deflated(String text) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] out = new byte[4096];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static byte[] element(int id, int number) {
        return element(id, ints(number));
    }

    private static byte[] element(int id, byte[]... content) {
        byte[] inside = join(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (id >>> shift != 0) {
                out.write(id >>> shift);
            }
        }
        out.writeBytes(ints(0x10000000 | inside.length));
        out.writeBytes(inside);
        return out.toByteArray();
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] inside = join(content);
        return join(ints(inside.length + 8), type.getBytes(StandardCharsets.US_ASCII), inside);
    }

    private static byte[] ints(int... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (int number : numbers) {
                out.writeInt(number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
