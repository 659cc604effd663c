package dev.headwater.ingest.pipeline.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.Recorded;
import dev.headwater.ingest.pipeline.Tongues;
import dev.headwater.ingest.pipeline.Tongues.Tongue;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A film's subtitles are cut with its pictures. */
class TitleTextsTest {
    private static final String SAID = """
            1
            00:00:00,500 --> 00:00:01,500
            At once

            2
            00:00:03,000 --> 00:00:05,000
            Across a cut
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"film.mkv", "film.mp4"})
    void textsLieWhereThePicturesDo(String name) throws IOException {
        Path pictures = Clips.make(folder.resolve("pictures.ts"), 6000);
        Path film = Tongues.clip(pictures, folder.resolve(name), SAID, new Tongue("deu", 400));
        Path work = Files.createDirectory(folder.resolve("work"));
        Recorded made = Recorded.run(new Job.Title(
                new Source("file:" + film), Ladder.TINY, 3_600_000, work.toString(), 1, 0, TitleTask.BEGIN));

        assertThat(made.renditions).extracting(Rendition::name).containsExactly("360p", "text1");
        assertThat(made.renditions.getLast().track())
                .satisfies(track -> assertThat(track.language()).isEqualTo("en"));
        List<String> texts = of(made, "text1").stream()
                .map(segment -> new String(segment.bytes(), StandardCharsets.UTF_8))
                .toList();
        assertThat(of(made, "text1"))
                .extracting(Frame.Segment::millis)
                .isEqualTo(of(made, "360p").stream().map(Frame.Segment::millis).toList());
        assertThat(texts.get(0)).contains("At once").doesNotContain("Across");
        assertThat(texts.get(1)).contains("Across a cut").doesNotContain("At once");
        assertThat(texts.get(2)).contains("Across a cut");
    }

    /** Six million characters, of which two are kept, and then nothing for half of the file. */
    @Test
    void ofTextsWithoutEndNoMoreIsKeptThanAFilmHasAndHowFarIsReadIsTold() throws IOException {
        StringBuilder said = new StringBuilder();
        for (int n = 0; n < 1500; n++) {
            said.append("%d\n00:00:%02d,%03d --> 00:00:%02d,%03d\nNumber %d:%s\n\n"
                    .formatted(n, n / 100, n % 100 * 10, n / 100, n % 100 * 10 + 9, n, " so".repeat(1300)));
        }
        Path film = Clips.ffmpeg(
                folder.resolve("film.mkv"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=320x180:r=25:d=30",
                "-i",
                Files.writeString(folder.resolve("said.srt"), said).toString(),
                "-c:v",
                "mpeg2video",
                "-b:v",
                "3M");
        Recorded report = new Recorded();
        List<Double> shares = new ArrayList<>();
        TitleTexts texts;
        try (TitleFile file = new TitleFile(film, "the film")) {
            texts = TitleTexts.read(file, 0, report, shares::add);
        }
        assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
        assertThat(shares.stream().distinct()).hasSizeGreaterThan(10);

        for (int second = 0; second < 15; second++) {
            texts.reached(second - 9); // ten seconds ahead are passed on
            texts.companions().getFirst().cut(second, (second + 2) * 90_000L, 1000);
        }
        List<String> kept = report.segments.stream()
                .map(segment -> new String(segment.bytes(), StandardCharsets.UTF_8))
                .toList();
        assertThat(kept).anyMatch(text -> text.contains("Number 500:"));
        assertThat(kept).noneMatch(text -> text.contains("Number 540:"));
    }

    private static List<Frame.Segment> of(Recorded made, String rendition) {
        return made.segments.stream()
                .filter(segment -> segment.rendition().equals(rendition))
                .toList();
    }
}
