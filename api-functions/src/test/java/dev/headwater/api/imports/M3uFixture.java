package dev.headwater.api.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A list of channels, films and series, and what imports it. */
abstract class M3uFixture {
    static final int ENTRIES = SampleM3u.ENTRIES + 60;

    @TempDir
    Path folder;

    Path file;
    Importing importing;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("list.m3u");
        importing = new Importing(folder);
        SampleM3u.write(file);
    }

    void rewrite(UnaryOperator<List<String>> change) throws IOException {
        Files.write(file, change.apply(Files.readAllLines(file)));
    }

    ImportRequest request() {
        return Importing.m3u(file);
    }
}
