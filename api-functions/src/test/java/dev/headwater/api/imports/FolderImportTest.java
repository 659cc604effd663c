package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Movie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImportTest {
    @TempDir
    Path temp;

    private Path media;
    private Importing importing;

    @BeforeEach
    void fill() throws IOException {
        importing = new Importing(temp);
        media = temp.resolve("media");
        write("Film (2021).mp4", "");
        write("The Other (1999)/other.mkv", "");
        write(
                "The Other (1999)/movie.nfo",
                "<movie><title>The Other One</title><year>1999</year><genre>Drama</genre></movie>");
        write("The Other (1999)/poster.jpg", "");
        write("The Other (1999)/other-trailer.mp4", "");
        write("Show/tvshow.nfo", "<tvshow><title>The Show</title><plot>Things.</plot></tvshow>");
        write("Show/Season 01/Show S01E01.mkv", "");
        write("Show/Season 01/Show S01E02 - Second.mkv", "");
        write(
                "Show/Season 01/Show S01E01.nfo",
                "<episodedetails><title>Begin</title><season>1</season><episode>1</episode></episodedetails>");
    }

    private void write(String path, String text) throws IOException {
        Path file = media.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ImportRequest request() {
        return ImportRequest.of("folder", media.toString());
    }

    @Test
    void filmsAndSeriesGoByTheirNamesAndDescriptions() {
        importing.done(request());

        assertThat(importing.movies()).extracting(Movie::name).contains("Film (2021)", "The Other One (1999)");
        Movie other = importing.movies().stream()
                .filter(m -> m.name().startsWith("The Other"))
                .findFirst()
                .orElseThrow();
        assertThat(importing.category(other)).isEqualTo("Drama");
        assertThat(other.source().url()).isEqualTo("file:" + media.resolve("The Other (1999)/other.mkv"));
        assertThat(importing.series()).singleElement().satisfies(show -> {
            assertThat(show.name()).isEqualTo("The Show");
            assertThat(show.details().plot()).isEqualTo("Things.");
            assertThat(importing.catalog.series().episodes(show.id()))
                    .extracting(Episode::title)
                    .containsExactly("Begin", "Second");
        });
    }

    @Test
    void aFileThatComesAndOneThatGoesLeaveTheOthersTheirIds() throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        write("Another (2022).mkv", "");
        Files.delete(media.resolve("Film (2021).mp4"));

        Difference found = importing.done(request().confirmed(Map.of("films", 1L)));

        assertThat(found.added()).isEqualTo(1);
        assertThat(found.removed()).isEqualTo(1);
        before.remove("movie Film (2021)");
        assertThat(importing.ids()).containsAllEntriesOf(before);
    }

    @Test
    void aFolderThatCanNotBeReadIsNotedAndWhatIsKnownOfItStays() throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        Path locked = media.resolve("The Other (1999)");
        Files.setPosixFilePermissions(locked, Set.of());
        Assumptions.assumeFalse(Files.isReadable(locked), "root reads everything");
        try {
            ImportRun run = importing.run(request());

            assertThat(run.state()).isEqualTo(ImportRun.DONE);
            assertThat(run.notes()).singleElement().asString().contains("The Other (1999) can not be read");
            assertThat(importing.ids()).isEqualTo(before);
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
