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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static List<Frame.Segment> of(Recorded made, String rendition) {
        return made.segments.stream()
                .filter(segment -> segment.rendition().equals(rendition))
                .toList();
    }
}
