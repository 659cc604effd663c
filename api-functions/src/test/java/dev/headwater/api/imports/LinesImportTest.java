package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesImportTest {
    @TempDir
    Path folder;

    private Importing importing;

    @BeforeEach
    void start() {
        importing = new Importing(folder);
    }

    private ImportRequest file(String text) throws IOException {
        Path file = folder.resolve("lines.csv");
        Files.writeString(file, text);
        return ImportRequest.of("lines", file.toString());
    }

    private Line line(String name) {
        return importing.lines.findByName(name).orElseThrow();
    }

    @Test
    void subscribersKeepTheirPasswordsLimitsAndDays() throws IOException {
        ImportRequest request = file("""
                username,password,exp_date,max_connections,status
                anna,her-own,1893456000,3,Active
                ben,,,,banned
                """);

        assertThat(importing.done(request).added()).isEqualTo(2);

        Line anna = line("anna");
        assertThat(importing.passwords.matches("her-own", anna.password())).isTrue();
        assertThat(anna.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_893_456_000L));
        assertThat(anna.limit().connections()).isEqualTo(3);
        assertThat(anna.bouquets()).containsExactly("all");
        assertThat(line("ben").status()).isEqualTo(LineStatus.BANNED);
        assertThat(importing.done(request).unchanged()).isEqualTo(2);
        assertThat(line("anna")).isEqualTo(anna);
    }

    @Test
    void whatTheFileSaysChangesAndNobodyIsRemoved() throws IOException {
        importing.done(file("name,password,connections\nanna,one,1\nben,two,1\n"));
        Line before = line("anna");

        Difference found = importing.done(file("name,connections\nanna,4\n"));

        assertThat(found.changed()).isEqualTo(1);
        assertThat(found.removed()).isZero();
        importing.clock.advance(Duration.ofSeconds(2));
        assertThat(line("anna").limit().connections()).isEqualTo(4);
        assertThat(line("anna").password()).isEqualTo(before.password());
        assertThat(importing.lines.list()).hasSize(2);
    }

    @Test
    void oneWrongRowAndNothingIsDone() throws IOException {
        ImportRun run = importing.run(file("name,bouquets\nanna,\nben,Sport\n"));

        assertThat(run.state()).isEqualTo(ImportRun.FAILED);
        assertThat(run.error()).contains("row 3").contains("no bouquet 'Sport'");
        assertThat(importing.lines.list()).isEmpty();

        importing.bouquets.addCategories("Sport", List.of(1));
        importing.clock.advance(Duration.ofSeconds(2));
        importing.done(file("name,bouquets\nanna,\nben,Sport\n"));
        assertThat(line("ben").bouquets()).containsExactly("Sport");
    }

    @Test
    void aPreviewAddsNobody() throws IOException {
        ImportRun run = importing.run(Importing.with(file("name\nanna\n"), true, false, null, false));

        assertThat(run.found().added()).isEqualTo(1);
        assertThat(importing.lines.list()).isEmpty();
    }
}
