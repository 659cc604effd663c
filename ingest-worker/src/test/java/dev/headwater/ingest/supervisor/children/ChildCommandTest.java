package dev.headwater.ingest.supervisor.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildCommandTest {
    @TempDir
    private Path folder;

    private String classPath;

    @BeforeEach
    void twoJars() {
        classPath = folder.resolve("a.jar") + File.pathSeparator + folder.resolve("b.jar");
    }

    private List<String> command() {
        return ChildCommand.java(Path.of("/jdk"), classPath);
    }

    @Test
    void itIsAJavaProcessOfTheClassPathGiven() {
        assertThat(command())
                .startsWith("/jdk/bin/java")
                .endsWith("-cp", classPath, "dev.headwater.ingest.pipeline.ChildMain")
                .noneMatch(word -> word.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void anArchiveOfItsClassesBesideTheJarsIsUsed() throws IOException {
        Path archive = Files.createFile(folder.resolve("child.jsa"));

        assertThat(command()).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void whatTheJvmSaysDoesNotComeBetweenFrames() {
        assertThat(command()).contains("-XX:+DisplayVMOutputToStderr", "-XX:+ErrorFileToStderr", "-Xlog:disable");
    }
}
