package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.importing.ImportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what an import knows its source again. */
class ImportNamesTest extends M3uFixture {
    @Test
    void aNameThatWasMadeStandsForOneSource() throws IOException {
        importing.done(request());
        Path other = Files.createDirectory(folder.resolve("other")).resolve("list.m3u");
        Files.copy(file, other);

        assertThatThrownBy(() -> importing.run(Importing.m3u(other)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("--name m3u-list.m3u");

        assertThat(importing.imports.list())
                .singleElement()
                .satisfies(run -> assertThat(run.source()).isEqualTo(file.toString()));
        assertThat(importing
                        .done(Importing.named(Importing.m3u(other), "m3u-list.m3u"))
                        .unchanged())
                .isEqualTo(ENTRIES);
        assertThat(importing.done(Importing.m3u(other)).unchanged()).isEqualTo(ENTRIES);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h.example/get.php?username=a&password=x,http://h.example/get.php?username=a&password=y,true",
        "http://u:x@h.example/l,http://u:y@h.example/l,true",
        "http://h.example/get.php?username=a&password=x,http://h.example/get.php?username=b&password=x,false",
        "http://u:x@h.example/l,http://v:x@h.example/l,false",
        "/a/list.m3u,/b/list.m3u,false"
    })
    void aSourceIsTheSameWhateverItsPasswordIs(String one, String other, boolean same) {
        assertThat(ImportRequest.of("m3u", one)
                        .fingerprint()
                        .equals(ImportRequest.of("m3u", other).fingerprint()))
                .isEqualTo(same);
    }
}
