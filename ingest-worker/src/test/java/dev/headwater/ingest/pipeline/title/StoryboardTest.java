package dev.headwater.ingest.pipeline.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.Recorded;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryboardTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private Path film(String... more) throws IOException {
        String[] options = {"-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=4", "-c:v", "mpeg2video", "-g", "25"};
        String[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return Clips.ffmpeg(folder.resolve("film.mkv"), all);
    }

    @Test
    void aPictureThatIsStampedFarAheadDoesNotFillTheDisk() throws IOException {
        Path film = film("-bsf:v", "setts=ts='if(gte(N,50),TS+3600*20/TB,TS)'");
        Path work = Files.createDirectory(folder.resolve("work"));
        TitleSource source = new TitleSource(film, "the film", "");
        TitlePlan plan;
        try (TitleFile file = source.open()) {
            plan = TitlePlanner.plan(source, file.facts(), 0, at -> {});
        }
        try (Storyboard storyboard = new Storyboard(source, plan, work)) {
            assertThatThrownBy(() -> storyboard.make(HOUR, made -> {}))
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("it is longer than 1 hours");
        }
        assertThat(work).isEmptyDirectory();
    }

    /** As it is left by children that were ended while they made it. */
    @ParameterizedTest
    @CsvSource({"'.', true", "'..', false"})
    void whatBrokeOffOnceIsTriedOnceMore(String tries, boolean isMade) throws IOException {
        Path film = film();
        Path work = Files.createDirectory(folder.resolve("work"));
        Recorded.run(job(film, work, TitleTask.BEGIN));
        Files.writeString(work.resolve("storyboard-tried"), tries);
        Recorded.run(job(film, work, TitleTask.STORYBOARD));
        assertThat(Files.exists(work.resolve("storyboard"))).isEqualTo(isMade);
    }

    private static Job.Title job(Path film, Path work, TitleTask task) {
        return new Job.Title(new Source("file:" + film), Ladder.TINY, HOUR, work.toString(), 1, 2000, task);
    }
}
