package dev.headwater.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.admin.catalog.ChannelMaking;
import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.MovieOperations;
import dev.headwater.api.admin.catalog.SeriesOperations;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.admin.line.LineSettings;
import dev.headwater.api.admin.people.StoredCredits;
import dev.headwater.core.TestClock;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.guide.Guide;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.vod.Assets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoContentTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Lines lines = new Lines(table, clock);
    private final LinePasswords passwords = new LinePasswords(new InMemorySecretStore(), new SecureRandom());
    private final Channels channels = new Channels(table);
    private final LineOperations lineOperations = new LineOperations(
            lines,
            passwords,
            new Bouquets(table, clock),
            new IdSequence(table, IdSequence.LINE, 8),
            clock,
            () -> "http://tv.example",
            new StoredCredits(new Administrators(table)));
    private final Movies movies = new Movies(table);
    private final SeriesShelf series = new SeriesShelf(table);
    private final Assets assets = new Assets(table, clock);
    private final Categories categories = new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8));
    private final IdSequence contentIds = new IdSequence(table, IdSequence.CONTENT, 8);
    private final List<Integer> released = new ArrayList<>();
    private final DemoContent demo = new DemoContent(
            lines,
            passwords,
            new Catalog(channels, movies, series),
            new DemoContent.Operations(
                    new ChannelOperations(
                            channels,
                            categories,
                            contentIds,
                            new ChannelMaking(
                                    new LiveWindows(table),
                                    new Heartbeats(table, clock),
                                    new ReservedChannels(table, clock),
                                    true),
                            clock,
                            () -> {}),
                    new MovieOperations(movies, categories, contentIds, assets, clock, true, TitleCheck.NONE, () -> {}),
                    new SeriesOperations(
                            series,
                            categories,
                            new IdSequence(table, IdSequence.SERIES, 8),
                            contentIds,
                            assets,
                            clock,
                            true,
                            TitleCheck.NONE,
                            () -> {}),
                    lineOperations),
            new DemoGuide(
                    table,
                    new GuideSources(table, clock),
                    channels,
                    new IdSequence(table, IdSequence.GUIDE_SOURCE, 8),
                    clock));

    @TempDir
    private Path folder;

    @Test
    void onLoopbackThePasswordIsTheOneEverybodyKnows() throws Exception {
        make(false);
        assertThat(channels.list()).extracting(Channel::id).containsExactly(1, 2);
        assertThat(released).containsExactly(3, 4, 5, 6, 7);
        assertThat(series.episodes(1)).extracting(Episode::number).containsExactly(1, 2, 3);
        assertThat(password()).isEqualTo("demo");
        assertThat(lines.findByName("demo").orElseThrow().limit().connections()).isEqualTo(5);
    }

    @Test
    void whereOthersCanConnectItIsNot() throws Exception {
        make(true);
        assertThat(password()).hasSize(16);
    }

    @Test
    void openedLaterTheKnownPasswordGoesAndAChosenOneStays() throws Exception {
        make(false);
        demo.closeKnownPassword();
        String generated = password();
        assertThat(generated).hasSize(16);
        demo.closeKnownPassword();
        assertThat(password()).isEqualTo(generated);
    }

    @Test
    void theGuideSaysWhatIsOnNow() throws Exception {
        make(false);
        Instant now = clock.instant();
        Guide guide = new Guide(table, new GuideSources(table, clock), clock);
        assertThat(channels.list())
                .allSatisfy(channel -> assertThat(
                                guide.programmes(Objects.requireNonNull(channel.guideId()), now, now.plusSeconds(1)))
                        .hasSize(1));
    }

    @Test
    void aFolderSomebodyUsesGetsNone() throws Exception {
        lineOperations.add(LineSettings.of("ada"));
        make(false);
        assertThat(channels.list()).isEmpty();
        assertThat(lines.findByName("demo")).isEmpty();
    }

    @Test
    void whatWasRemovedIsNotMadeAgain() throws Exception {
        make(false);
        channels.list().forEach(channel -> channels.delete(channel.id()));
        lines.remove("demo");
        movies.delete(3);
        series.delete(1);
        make(false);
        assertThat(movies.find(3)).isEmpty();
        assertThat(channels.list()).isEmpty();
        assertThat(lines.list()).isEmpty();
    }

    @Test
    void aStartThatWasCutShortIsTakenUpWhereItEnded() throws Exception {
        make(false);
        Files.delete(folder.resolve("demo").resolve("made"));
        channels.delete(2);
        lines.remove("demo");
        movies.delete(4);
        series.deleteEpisode(6);
        make(false);
        assertThat(movies.find(3)).isPresent();
        assertThat(series.episodes(1)).extracting(Episode::number).containsExactly(1, 2, 3);
        assertThat(channels.list()).extracting(Channel::name).containsExactly("Headwater Test Card", "Headwater Loop");
        assertThat(password()).isEqualTo("demo");
    }

    private void make(boolean open) throws Exception {
        demo.make(folder.resolve("demo"), open, new DemoContent.Studio() {
            @Override
            public void shoot(Path file, Source card, Duration length) throws IOException {
                Files.writeString(file, "clip");
            }

            @Override
            public void release(Collection<Integer> films) {
                released.addAll(films);
            }
        });
    }

    private String password() {
        return passwords
                .reveal(lines.findByName("demo").orElseThrow().password())
                .orElseThrow();
    }
}
