package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.supervisor.children.ChildCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a child's classes that the build makes fits the jars and the JVM it was made with. */
class ChildArchiveTest {
    private static final Path APP =
            Path.of("..", "standalone", "target", "app").toAbsolutePath().normalize();

    @Test
    void aChildMapsItsClassesInPlaceOfLoadingThem(@TempDir Path folder) throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        List<String> command = new ArrayList<>(ChildCommand.java(Path.of(System.getProperty("java.home")), APP + "/*"));
        command.add(command.indexOf("-cp"), "-Xlog:class+load:file=" + loaded); // behind what silences the JVM

        Process child = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        child.getOutputStream().close();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(loaded))
                .contains("dev.headwater.ingest.pipeline.ChildMain source: shared objects file (top)");
    }
}
