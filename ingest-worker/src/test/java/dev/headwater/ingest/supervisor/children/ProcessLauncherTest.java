package dev.headwater.ingest.supervisor.children;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProcessLauncherTest {
    @Test
    void aProcessThatCanNotBeWatchedIsEnded() {
        Set<ProcessHandle> before = children();
        ProcessLauncher launcher = new ProcessLauncher(List.of("sleep", "60"), body -> {
            throw new OutOfMemoryError("unable to create native thread");
        });

        assertThatThrownBy(() -> launcher.launch(Job.live(new Source("testcard:"), null), line -> {}))
                .isInstanceOf(OutOfMemoryError.class);
        Await.until("the process is gone", () -> before.containsAll(children()));
    }

    @Test
    void whatAChildComplainsOfIsHandedOn() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        ProcessLauncher launcher = new ProcessLauncher(List.of("sh", "-c", "read job; echo no such codec >&2"));
        launcher.launch(Job.live(new Source("testcard:"), null), lines::add);

        Await.until("the line is read", () -> lines.contains("no such codec"));
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
