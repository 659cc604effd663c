package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that take a second each to be looked at. */
class FileLengthsTest {
    @TempDir
    private Path folder;

    private final List<Path> files = new ArrayList<>();
    private final List<Path> lookedAt = new ArrayList<>();
    private long now;
    private final FileLengths lengths = new FileLengths(Wanted.PICTURE, this::look, () -> now);

    @BeforeEach
    void makeFiles() throws IOException {
        for (int i = 0; i < 10; i++) {
            files.add(Files.writeString(folder.resolve(i + ".ts"), "x"));
        }
    }

    private long look(Path file) {
        lookedAt.add(file);
        now += TimeUnit.SECONDS.toNanos(1);
        if (file.endsWith("3.ts")) {
            throw new PipelineException("the third is broken");
        }
        return 5000;
    }

    @Test
    void whatIsNotFinishedGoesOnTheNextTimeAndNothingIsLookedAtTwice() throws IOException {
        assertThat(lengths.learn(files)).isFalse();
        assertThat(lookedAt).hasSizeBetween(5, 8);
        assertThat(lengths.learn(files)).isTrue();
        assertThat(lengths.learn(files)).isTrue();
        assertThat(lookedAt).containsExactlyElementsOf(files);
        assertThat(lengths.millis(files.getFirst())).isEqualTo(5000);
        assertThat(lengths.problem(files.getFirst())).isNull();
        assertThat(lengths.problem(files.get(3))).isEqualTo("the third is broken");
    }

    @Test
    void whatHasChangedIsLookedAtAgain() throws IOException {
        List<Path> two = files.subList(0, 2);
        assertThat(lengths.learn(two)).isTrue();
        Files.writeString(two.getLast(), "longer");
        Files.delete(two.getFirst());
        assertThat(lengths.learn(two)).isTrue();
        assertThat(lookedAt).containsExactly(two.getFirst(), two.getLast(), two.getLast());
        assertThat(lengths.problem(two.getFirst())).contains("can not be found");
    }

    @Test
    void whoWantsNoMoreIsNotKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lengths.learn(files)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lookedAt).isEmpty();
    }
}
