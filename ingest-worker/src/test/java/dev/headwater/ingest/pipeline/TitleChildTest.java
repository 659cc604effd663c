package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitleTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleChildTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private Job.Title job(Path file, Ladder ladder, long maxMillis) throws IOException {
        return new Job.Title(
                new Source("file:" + file),
                ladder,
                maxMillis,
                Files.createDirectories(folder.resolve("work")).toString(),
                1,
                0,
                TitleTask.BEGIN);
    }

    private Path mp4() {
        return folder.resolve("work").resolve(Job.Title.FILE);
    }

    private static RealChild made(Job job) throws IOException {
        return new RealChild(job).readToEnd();
    }

    @Test
    void aFilmBecomesALadderAndAFileThatBeginsWithItsIndex() throws IOException, InterruptedException {
        Path film = clip(Ladder.SMALL, 9000);
        try (RealChild child = made(job(film, Ladder.SMALL, 12 * HOUR))) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.exitCode()).isZero();
            assertThat(child.probed().video()).isEqualTo("h264");
            assertThat(child.probed().audio()).isEqualTo("aac");
            assertThat(child.probed().width()).isEqualTo(1280);
            assertThat(child.probed().millis()).isBetween(8900L, 9300L);
            assertThat(child.opened().renditions()).extracting(Rendition::name).containsExactly("720p", "360p");

            List<Frame.Segment> top = child.segments("720p");
            List<Frame.Segment> low = child.segments("360p");
            assertThat(millis(top)).isEqualTo(millis(low)).startsWith(2000, 2000, 2000, 2000);
            long sum = millis(top).stream().mapToLong(Integer::longValue).sum();
            assertThat(sum).isEqualTo(child.finished().mediaMillis()).isBetween(8960L, 9120L);
            assertThat(top)
                    .allMatch(segment ->
                            new Transport(segment.bytes()).beginning().equals("PAT PMT key frame"));
            assertThat(low)
                    .allMatch(segment ->
                            new Transport(segment.bytes()).beginning().equals("PAT PMT key frame"));
            assertThat(new Transport(RealChild.concatenated(top)).continuityErrors())
                    .isZero();

            assertThat(boxes(mp4())).startsWith("ftyp", "moov").contains("mdat");
            StrictDecoding.Counts decoded = StrictDecoding.decode(mp4());
            assertThat(decoded.pictures()).isEqualTo((int) (sum * 25 / 1000));
            assertThat(decoded.audioFrames()).isBetween((int) (sum * 48 / 1024) - 2, (int) (sum * 48 / 1024) + 4);
        }
    }

    @Test
    void aSmallFilmIsNotMadeLarger() throws IOException {
        try (RealChild child = made(job(clip(Ladder.TINY, 3000), Ladder.SMALL, HOUR))) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.opened().renditions()).extracting(Rendition::name).containsExactly("360p");
        }
    }

    @Test
    void soundAloneIsPackagedToo() throws IOException {
        Path song = Files.write(folder.resolve("song.wav"), wav(5));
        try (RealChild child = made(job(song, Ladder.SMALL, HOUR))) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.opened().renditions())
                    .extracting(r -> r.name() + " " + r.codecs() + " " + r.width())
                    .containsExactly("audio mp4a.40.2 0");
            assertThat(child.segments("audio")).hasSize(3);
            assertThat(millis(child.segments("audio")).stream().mapToInt(m -> m).sum())
                    .isBetween(5000, 5100);
            assertThat(boxes(mp4())).startsWith("ftyp", "moov");
        }
    }

    @Test
    void whatIsNoFilmSaysSo() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(5).nextBytes(noise);
        Path text = Files.writeString(folder.resolve("film.mp4"), "not a film at all\n".repeat(1000));
        Path random = Files.write(folder.resolve("noise.mkv"), noise);
        Path list = Files.writeString(
                folder.resolve("list.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile:" + folder.resolve("x.ts") + "\n#EXT-X-ENDLIST\n");

        assertThat(failure(text)).isEqualTo("the file " + text + " is no media file");
        assertThat(failure(random)).startsWith("the file " + random);
        assertThat(failure(list)).isEqualTo("the file " + list + " is no media file");
        assertThat(failure(folder.resolve("none.mp4"))).endsWith("none.mp4 does not exist");
        assertThat(failure(folder)).endsWith("is no file that can be read");
    }

    @Test
    void whatIsTooLongIsRefusedBeforeAnythingIsMade() throws IOException {
        try (RealChild child = made(job(clip(Ladder.TINY, 4000), Ladder.TINY, 2000))) {
            assertThat(child.failures()).singleElement().asString().contains("longer than");
            assertThat(child.segments("360p")).isEmpty();
        }
    }

    @Test
    void aFilmThatBreaksOffIsMadeAsFarAsItGoes() throws IOException {
        byte[] whole = Files.readAllBytes(clip(Ladder.TINY, 6000));
        Path broken = Files.write(folder.resolve("broken.ts"), java.util.Arrays.copyOf(whole, whole.length / 2));
        try (RealChild child = made(job(broken, Ladder.TINY, HOUR))) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.finished().mediaMillis()).isBetween(2000L, 4500L);
        }
    }

    @Test
    void aProbeSaysWhatAFileIs() throws IOException {
        Path film = clip(Ladder.TINY, 2000);
        try (RealChild child = made(new Job.Probe(new Source("file:" + film)))) {
            assertThat(child.probed().height()).isEqualTo(360);
            assertThat(child.probed().audio()).isEqualTo("aac");
        }
    }

    private String failure(Path file) throws IOException {
        try (RealChild child = made(job(file, Ladder.TINY, HOUR))) {
            return String.join("|", child.failures());
        }
    }

    private Path clip(Ladder ladder, long millis) throws IOException {
        try (RealChild child = made(Job.clip(new Source("testcard:"), ladder, millis))) {
            return Files.write(
                    folder.resolve("clip.ts"),
                    RealChild.concatenated(
                            child.segments(ladder.rungs().getFirst().name())));
        }
    }

    private static List<Integer> millis(List<Frame.Segment> segments) {
        return segments.stream().map(Frame.Segment::millis).toList();
    }

    /** Of 8-bit mono at 8 kHz. */
    private static byte[] wav(int seconds) {
        int length = seconds * 8000;
        ByteBuffer out = ByteBuffer.allocate(44 + length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
        out.putShort((short) 1).putShort((short) 8);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(length);
        for (int i = 0; i < length; i++) {
            out.put((byte) (128 + 60 * Math.sin(i / 5.0)));
        }
        return out.array();
    }

    /** The boxes of the first level (ISO 14496-12 §4.2). */
    private static List<String> boxes(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<String> types = new ArrayList<>();
        for (int at = 0; at + 8 <= bytes.limit(); ) {
            byte[] type = new byte[4];
            bytes.get(at + 4, type);
            types.add(new String(type, StandardCharsets.US_ASCII));
            at += Math.max(8, bytes.getInt(at));
        }
        return types;
    }
}
