package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an import of a list makes, and what it finds again. */
class M3uImportTest extends M3uFixture {
    @Test
    void everythingIsThereOnDemandInTheOrderOfTheList() {
        Difference found = importing.done(request());

        assertThat(found.added()).isEqualTo(ENTRIES);
        assertThat(importing.channels())
                .hasSize(1200)
                .allMatch(channel -> channel.run() == Channel.Run.ON_DEMAND)
                .allMatch(channel -> channel.sources().stream().noneMatch(Source::allowsPrivate))
                .isSortedAccordingTo(Comparator.comparingInt(Channel::position));
        assertThat(importing.movies()).hasSize(1300);
        assertThat(importing.series()).hasSize(60);
        assertThat(importing.category(importing.channels().getFirst())).isEqualTo("Live 1");
        assertThat(importing.category(importing.series().getLast())).isEqualTo("Series 3");
        assertThat(importing.ids()).hasSize(ENTRIES);
        assertThat(importing.changes).hasValue(1);
    }

    @Test
    void theSameAgainWritesNothing() {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        long versions = versions();

        Difference again = importing.done(request());

        assertThat(again.unchanged()).isEqualTo(ENTRIES);
        assertThat(again.added() + again.changed() + again.removed() + again.moved())
                .isZero();
        assertThat(importing.ids()).isEqualTo(before);
        assertThat(versions()).isEqualTo(versions);
    }

    private long versions() {
        return Stream.of("CHANNELS", "MOVIES", "SERIES", "EPISODES")
                .mapToLong(this::versions)
                .sum();
    }

    private long versions(String partition) {
        long sum = 0;
        Query query = Query.all(partition);
        while (true) {
            Page<Item> page = importing.table.query(query);
            sum += page.items().stream().mapToLong(Item::version).sum();
            if (page.next() == null) {
                return sum;
            }
            query = query.after(page.next());
        }
    }

    @Test
    void idsStayThoughEveryUrlChangesAndWhatIsGoneGoes() throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        // Both lines of the first channel and the first film go; every URL changes.
        rewrite(lines -> lines.stream()
                .filter(line -> !line.contains("/secret/1.ts") && !line.contains("tvg-chno=\"1\""))
                .filter(line -> !line.contains("/secret/1201.mp4") && !line.contains("p/0.jpg"))
                .map(line -> line.replace("user/secret", "other/changed"))
                .collect(Collectors.toList()));

        Difference found = importing.done(request());

        assertThat(found.removed()).isEqualTo(2);
        assertThat(found.added()).isZero();
        assertThat(found.changed()).isEqualTo(ENTRIES - 2 - 60);
        Map<String, Integer> after = importing.ids();
        assertThat(before).containsAllEntriesOf(after);
        assertThat(after).hasSize(ENTRIES - 2);
        assertThat(importing.channels().getFirst().sources().getFirst().url()).contains("other/changed");
    }

    @Test
    void aBouquetHoldsTheCategoriesAndFilesAreAskedFor() {
        importing.done(Importing.with(request(), false, false, "Basic", true));

        Bouquet bouquet = importing.bouquets.find("Basic").orElseThrow();
        assertThat(bouquet.categories()).hasSize(7 + 5 + 3);
        assertThat(importing.channels()).allMatch(bouquet::holds);
        assertThat(importing.assets.waiting()).hasSize(1300 + 240);
    }

    @Test
    void aBouquetHoldsWhatHasNoCategoryOneByOneAndTellsOfCategoriesThatWereThere() throws IOException {
        Files.writeString(
                file,
                "#EXTM3U\n#EXTINF:-1,A\nhttp://h.example/1.ts\n#EXTINF:-1 group-title=\"News\",B\nhttp://h.example/2.ts\n");
        int news = importing.categories.named(ContentKind.LIVE, "News").id();
        int none = importing
                .categories
                .named(ContentKind.LIVE, Category.UNCATEGORIZED)
                .id();

        ImportRun preview = importing.run(Importing.with(request(), true, false, "Basic", false));
        assertThat(preview.notes()).singleElement().asString().contains("'Basic' gets 1 categories", "News");
        importing.done(Importing.with(request(), false, false, "Basic", false));

        Bouquet bouquet = importing.bouquets.find("Basic").orElseThrow();
        assertThat(bouquet.categories()).contains(news).doesNotContain(none);
        assertThat(bouquet.content()).containsExactly(importing.ids().get("channel A"));
        assertThat(importing
                        .run(Importing.with(request(), false, false, "Basic", false))
                        .notes())
                .isEmpty();
    }
}
