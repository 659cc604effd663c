package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports that change nothing, or not all: looked at only, refused, empty, cut off, killed. */
class ImportGoneWrongTest extends M3uFixture {
    @Test
    void aPreviewTellsAndChangesNothing() {
        ImportRun run = importing.run(Importing.with(request(), true, false, null, false));

        assertThat(run.state()).isEqualTo(ImportRun.PREVIEW);
        assertThat(run.found().added()).isEqualTo(ENTRIES);
        assertThat(run.found().addedNames()).hasSize(Plan.SAMPLES);
        assertThat(importing.ids()).isEmpty();
        assertThat(importing.changes).hasValue(0);
        assertThat(importing.done(request()).added()).isEqualTo(ENTRIES);
    }

    @Test
    void muchVanishesOnlyWhereSomebodySaysSo() throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        rewrite(lines -> lines.subList(0, 2401));

        ImportRun refused = importing.run(request());

        assertThat(refused.state()).isEqualTo(ImportRun.UNCONFIRMED);
        assertThat(refused.error()).contains("1600 entries").contains("--yes");
        assertThat(importing.ids()).isEqualTo(before);

        Difference found = importing.done(Importing.with(request(), false, true, null, false));
        assertThat(found.removed()).isEqualTo(1600);
        assertThat(importing.movies()).isEmpty();
        assertThat(importing.series()).isEmpty();
        assertThat(importing.channels()).hasSize(1200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#EXTM3U\n", "<html></html>", "#EXTM3U\n#EXTINF:0,x\nudp://@239.0.0.1:1\n"})
    void anEmptyOrFailedImportChangesNothing(String text) throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        Files.writeString(file, text);

        ImportRun run = importing.run(Importing.with(request(), false, true, null, false));

        assertThat(run.state()).isEqualTo(ImportRun.FAILED);
        assertThat(run.error()).contains("nothing was changed");
        assertThat(importing.ids()).isEqualTo(before);
    }

    @Test
    void aPackedListThatIsCutChangesNothing() throws IOException {
        byte[] plain = Files.readAllBytes(file);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(plain);
        }
        byte[] packed = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(packed, packed.length / 2));
        assertThat(importing.run(request()).error()).contains("ends in the middle");
        assertThat(importing.ids()).isEmpty();

        Files.write(file, packed);
        assertThat(importing.done(request()).added()).isEqualTo(ENTRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 6, 7, 9})
    void oneThatBrokeOffIsRunAgainAndEndsRight(int after) {
        FaultyTable[] faulty = new FaultyTable[1];
        importing = new Importing(folder, table -> faulty[0] = new FaultyTable(table));
        faulty[0].left.set(after);

        ImportRun broken = importing.run(request());

        assertThat(broken.state()).isEqualTo(ImportRun.FAILED);
        assertThat(broken.error()).contains("the disk is full").contains("run it again");
        Map<String, Integer> half = importing.ids();

        faulty[0].left.set(Integer.MAX_VALUE);
        Difference found = importing.done(request());
        assertThat(found.removed()).isZero();
        assertThat(importing.ids()).hasSize(ENTRIES).containsAllEntriesOf(half);
        assertThat(importing.ids().values().stream().distinct().count()).isGreaterThanOrEqualTo(ENTRIES - 60L);
        assertThat(importing.done(request()).unchanged()).isEqualTo(ENTRIES);
        importing.checkEpisodes();
    }

    @Test
    void whatAnImportLeftThatWasKilledIsGoneAtTheStart() throws IOException {
        Path left = Files.createDirectories(folder.resolve("run/import")).resolve("list");
        Files.writeString(left, "http://h.example/live/user/secret/1.ts");

        importing = new Importing(folder);

        assertThat(left).doesNotExist();
    }
}
