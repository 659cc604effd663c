package dev.headwater.ingest.pipeline.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.Recorded;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoudnessTest {
    private static final int RATE = 48_000;

    @TempDir
    private Path folder;

    @Test
    void theGainIsOneAndNeverTooMuch() {
        assertThat(new Loudness(-23, -9).gain()).isEqualTo(7);
        assertThat(new Loudness(-10, 0).gain()).isEqualTo(-6);
        assertThat(new Loudness(-27, -3.5).gain())
                .as("a peak is not brought above -2")
                .isEqualTo(1.5);
        assertThat(new Loudness(-24, 0.5).gain())
                .as("what would clip is made quieter")
                .isEqualTo(-2.5);
        assertThat(new Loudness(-40, -40).gain()).isEqualTo(20);
        assertThat(new Loudness(-50, -40).gain()).as("noise").isZero();
        assertThat(new Loudness(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY).gain())
                .isZero();
        assertThat(new Loudness(Double.NaN, 0).gain()).isZero();
    }

    @Test
    void aQuietFilmIsBroughtToTheTarget() throws IOException {
        Loudness made = made(wav("quiet.wav", 0.05, 0));
        assertThat(made.integrated()).isCloseTo(Loudness.TARGET, within(0.5));
        assertThat(made.peak()).isLessThanOrEqualTo(-1);
    }

    @Test
    void aLoudMomentHoldsItBack() throws IOException {
        Loudness made = made(wav("bang.wav", 0.05, 0.5));
        assertThat(made.peak()).isBetween(-4.0, -1.0);
        assertThat(made.integrated()).isLessThan(-20);
    }

    @Test
    void whatIsNearlySilentStaysSo() throws IOException {
        assertThat(made(wav("hush.wav", 0.002, 0)).integrated()).isLessThan(-50);
    }

    /** What came out of it, measured. */
    private Loudness made(Path wav) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work-" + wav.getFileName()));
        Recorded.run(job(wav, work));
        Path mp4 = work.resolve(Job.Title.FILE);
        TitleSource source = TitleSource.again(job(mp4, work));
        TitlePlan plan;
        try (TitleFile file = source.open()) {
            plan = TitlePlanner.plan(source, file.facts(), 0, at -> {});
        }
        return Loudness.measure(source, plan, 0, made -> {});
    }

    private static Job.Title job(Path file, Path work) {
        return new Job.Title(
                new Source("file:" + file), Ladder.TINY, 3_600_000, work.toString(), 1, 0, TitleTask.BEGIN);
    }

    /** Ten seconds of a sine, 16-bit mono, with a moment of another loudness in it. */
    private Path wav(String name, double loud, double moment) throws IOException {
        int length = 10 * RATE;
        ByteBuffer out = ByteBuffer.allocate(44 + 2 * length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        out.putShort((short) 2).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * length);
        for (int i = 0; i < length; i++) {
            double level = moment > 0 && i > 5 * RATE && i < 5 * RATE + RATE / 20 ? moment : loud;
            out.putShort((short) (32_767 * level * Math.sin(2 * Math.PI * 1000 * i / RATE)));
        }
        return Files.write(folder.resolve(name), out.array());
    }
}
