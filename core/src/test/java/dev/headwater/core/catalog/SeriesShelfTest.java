package dev.headwater.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.SeriesShelf.Found;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesShelfTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final SeriesShelf shelf = new SeriesShelf(table);

    @Test
    void episodesOfASeriesAreListedBySeasonAndNumber() {
        shelf.saveEpisodes(List.of(
                episode(30, 1, 2, 1),
                episode(31, 1, 10, 1),
                episode(32, 1, 1, 12),
                episode(33, 1, 1, 2),
                episode(34, 11, 1, 1),
                episode(35, 1, 0, 1)));
        assertThat(shelf.episodes(1)).extracting(Episode::id).containsExactly(35, 33, 32, 30, 31);
        assertThat(shelf.episodes(11)).extracting(Episode::id).containsExactly(34);
        assertThat(shelf.episodes(2)).isEmpty();
        List<Integer> all = new ArrayList<>();
        shelf.forEachEpisode(episode -> all.add(episode.id()));
        assertThat(all).containsExactly(35, 33, 32, 30, 31, 34);
    }

    @Test
    void anEpisodeThatMovesLeavesItsPlace() {
        shelf.saveEpisode(episode(30, 1, 1, 1));
        shelf.saveEpisode(episode(30, 2, 3, 4));
        assertThat(shelf.episodes(1)).isEmpty();
        assertThat(shelf.episodes(2)).containsExactly(episode(30, 2, 3, 4));
        assertThat(shelf.episode(30)).contains(episode(30, 2, 3, 4));
        shelf.saveEpisode(episode(30, 2, 3, 4));
        assertThat(shelf.episode(30)).as("saved again where it stands").isPresent();
    }

    @Test
    void twoEpisodesOfOneNumberStandSideBySide() {
        shelf.saveEpisodes(List.of(episode(30, 1, 1, 1), episode(31, 1, 1, 1)));
        assertThat(shelf.episodes(1)).extracting(Episode::id).containsExactly(30, 31);
        shelf.deleteEpisode(30);
        assertThat(shelf.episodes(1)).extracting(Episode::id).containsExactly(31);
        assertThat(shelf.episode(30)).isEmpty();
    }

    @Test
    void aSeriesIsRemovedWithItsEpisodesAndNothingElse() {
        shelf.saveAll(List.of(series(1), series(2)));
        shelf.saveEpisodes(List.of(episode(30, 1, 1, 1), episode(31, 1, 1, 2), episode(32, 2, 1, 1)));
        shelf.delete(1);
        assertThat(shelf.find(1)).isEmpty();
        assertThat(shelf.find(2)).isPresent();
        assertThat(shelf.episode(30)).isEmpty();
        assertThat(shelf.episode(32)).isPresent();
        assertThat(table.query(Query.all("EPISODE#31")).items()).isEmpty();
    }

    @Test
    void anEpisodeIsFoundByItsIdAgain() {
        shelf.saveEpisode(episode(30, 1, 1, 1));
        assertThat(shelf.check(episode(30, 1, 1, 1), true)).isEqualTo(Found.BY_ITS_ID);
        table.delete(new Key("EPISODE#30", "PLACE"), Condition.always());
        assertThat(shelf.check(episode(30, 1, 1, 1), false)).isEqualTo(Found.NOT_BY_ITS_ID);
        assertThat(shelf.episode(30)).isEmpty();
        shelf.check(episode(30, 1, 1, 1), true);
        assertThat(shelf.episode(30)).isPresent();
    }

    @Test
    void ofAMoveThatWasCutShortOnePlaceStays() {
        shelf.saveEpisode(episode(30, 1, 1, 1));
        Item old = table.query(Query.all("EPISODES")).items().getFirst();
        shelf.saveEpisode(episode(30, 1, 1, 2));
        table.put(old.key(), old.body(), Condition.always());
        List<Found> found = new ArrayList<>();
        shelf.episodes(1).forEach(episode -> found.add(shelf.check(episode, true)));
        assertThat(found).containsExactly(Found.ELSEWHERE_TOO, Found.BY_ITS_ID);
        assertThat(shelf.episodes(1)).extracting(Episode::number).containsExactly(2);
    }

    @Test
    void aPlaceThatCanNotBeReadIsWrittenAnew() {
        shelf.saveEpisode(episode(30, 1, 1, 1));
        table.put(new Key("EPISODE#30", "PLACE"), Body.of(1, "{\"id\":\"x\"}"), Condition.always());
        assertThat(shelf.check(episode(30, 1, 1, 1), true)).isEqualTo(Found.NOT_BY_ITS_ID);
        assertThat(shelf.episode(30)).isPresent();
    }

    private static Series series(int id) {
        return new Series(id, Listed.plain("Series " + id, 1, NOON), Details.NONE, List.of(), NOON);
    }

    private static Episode episode(int id, int series, int season, int number) {
        return new Episode(id, series, season, number, "", null, Details.NONE, new Source("file:/media/e.mkv"), NOON);
    }
}
