package dev.headwater.ingest.supervisor.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClipFramesTest {
    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final ScriptedLauncher.Child child =
            new ScriptedLauncher.Child(Job.clip(new Source("testcard:"), Ladder.TINY, LENGTH.toMillis()));

    @Test
    void aChildThatFallsSilentIsKilledAndDoesNotHoldUpWhoeverWaits() {
        child.opens("360p").makes(0);

        assertThatThrownBy(() -> ClipFrames.read(child, LENGTH, Duration.ofMillis(200), segment -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("the child said nothing for 1 s");
        assertThat(child.isKilled()).isTrue();
    }

    @Test
    void aChildThatSaysAllIsLeftAlone() throws IOException {
        child.opens("360p").makes(0).makes(1).ends();
        List<Frame.Segment> made = new ArrayList<>();

        assertThat(ClipFrames.read(child, LENGTH, Duration.ofSeconds(20), made::add))
                .hasSize(1);
        assertThat(made).hasSize(2);
        assertThat(child.isKilled()).isFalse();
    }
}
