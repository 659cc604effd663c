package dev.headwater.ingest.supervisor.children;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MediaProbeTest {
    /** A pipe that nobody writes to holds its main thread, and no other. */
    @Test
    void aChildThatLivesAndFindsNothingIsNotWaitedForForEver() {
        ScriptedLauncher launcher = new ScriptedLauncher();
        MediaProbe probe = new MediaProbe((job, log) -> {
            ScriptedLauncher.Child child = (ScriptedLauncher.Child) launcher.launch(job, log);
            IntStream.range(0, 1000).forEach(_ -> child.says(new Frame.Heartbeat(0, 0)));
            return child;
        });

        assertThat(probe.probe(new Source("file:/pipe")))
                .isEqualTo(new MediaProbe.Refused("it can not be looked at: nothing has come of it for 120 s"));
        assertThat(launcher.child(0).isKilled()).isTrue();
    }
}
