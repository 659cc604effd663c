package dev.headwater.api.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.listing.Audience;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.BouquetSet;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.core.TestClock;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.guide.Guide;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that one process answers with and another makes again. */
class GuideAheadTest {
    private static final Audience AUDIENCE = new Audience(BouquetSet.of(List.of("news")), true, Audience.ELSEWHERE);

    @TempDir
    private Path folder;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final PublishRequests requests = new PublishRequests(table, clock);

    private GuideDocuments process() {
        return new GuideDocuments(
                table,
                objects,
                new Channels(table),
                new Guide(table, new GuideSources(table, clock), clock),
                new Audiences(table, new Bouquets(table, clock), Withheld.NOTHING, clock),
                requests,
                folder,
                clock);
    }

    private GuideDocument stored() {
        return new ItemTable<>(table, ItemCodec.of(GuideDocument.class))
                .find(GuideDocument.key(AUDIENCE))
                .orElseThrow();
    }

    @Test
    void whatAnotherProcessWasAskedForIsMadeAgain() {
        String first = process().of(AUDIENCE).object();
        requests.changed();
        clock.advance(Duration.ofMinutes(1));
        process().refresh();
        String second = stored().object();
        assertThat(second).isNotEqualTo(first);

        requests.changed();
        clock.advance(Duration.ofDays(2));
        process().refresh();
        assertThat(stored().object()).as("nobody asks any more").isEqualTo(second);
    }
}
