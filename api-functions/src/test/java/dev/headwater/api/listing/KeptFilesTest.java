package dev.headwater.api.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
    private static final int ADA = 1;
    private static final int BOB = 2;

    @TempDir
    private Path folder;

    private int written;

    @Test
    void oneLineDrivesOutNoOthers() throws IOException {
        KeptFiles files = new KeptFiles(folder, TestClock.fixed());
        read(files, BOB, "his");
        for (int host = 0; host < 100; host++) {
            read(files, ADA, "host " + host);
        }
        assertThat(count()).isEqualTo(8 + 1);
        int before = written;
        assertThat(read(files, BOB, "his")).isEqualTo("his");
        assertThat(read(files, ADA, "host 99")).isEqualTo("host 99");
        assertThat(written).isEqualTo(before);
        assertThat(read(files, ADA, "host 0")).isEqualTo("host 0");
        assertThat(written).isEqualTo(before + 1);
    }

    @Test
    void oneThingIsWrittenForALineAtATime() throws IOException {
        KeptFiles files = new KeptFiles(folder, TestClock.fixed());
        files.of(ADA, "first", false, out -> {
                    assertThatThrownBy(() -> read(files, ADA, "second")).isInstanceOf(LineBusyException.class);
                    assertThat(read(files, BOB, "his")).isEqualTo("his");
                })
                .close();
        assertThat(read(files, ADA, "second")).isEqualTo("second");
    }

    private String read(KeptFiles files, int line, String text) throws IOException {
        try (Prepared found = files.of(line, text, false, out -> {
            written++;
            out.write(text.getBytes(UTF_8));
        })) {
            return new String(found.stream().readAllBytes(), UTF_8);
        }
    }

    private long count() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.count();
        }
    }
}
