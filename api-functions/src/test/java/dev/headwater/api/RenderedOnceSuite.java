package dev.headwater.api;

import static java.util.Collections.disjoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.LineStatus;
import dev.headwater.core.store.ObjectInfo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists are rendered when the catalogue changes: what a request may cost. */
abstract class RenderedOnceSuite extends XtreamSuite {
    private static final List<String> LISTS =
            List.of("get_live_streams", "get_live_categories", "get_live_streams&category_id=1");
    private static final String STREAMS = action("get_live_streams");

    @Override
    void fill() {
        super.fill();
        fill.channel("One", "News");
        fill.channel("Two", "Sport");
    }

    @Test
    void aRequestReadsNoRangeOfAnyTable() {
        LISTS.forEach(list -> get(action(list)));
        get("/get.php?username=ada&password=s3cret-word");
        rangesRead();
        for (int i = 0; i < 3; i++) {
            LISTS.forEach(list -> assertThat(get(action(list)).status()).isEqualTo(200));
            get("/get.php?username=ada&password=s3cret-word");
            get(login());
            headend.clock().advance(Duration.ofSeconds(1));
        }
        assertThat(rangesRead()).isEmpty();
    }

    @Test
    void aSetNobodyAskedForIsRenderedAtTheFirstRequestAndNotAgain() {
        headend.bouquets().add("basic", Set.of(fill.find(1)));
        basicLine();
        rangesRead();
        assertThat(get(login("basic", PASSWORD) + "&action=get_live_streams").rows())
                .hasSize(1);
        assertThat(rangesRead()).contains("CHANNELS");
        LISTS.forEach(list -> get(login("basic", PASSWORD) + "&action=" + list));
        assertThat(rangesRead()).isEmpty();
        get("/get.php?username=basic&password=s3cret-word");
        assertThat(rangesRead()).contains("CHANNELS");
        get("/get.php?username=basic&password=s3cret-word&type=m3u&key=live");
        assertThat(rangesRead()).isEmpty();
    }

    @Test
    void anotherProcessServesWhatStandsReady() {
        String expected = get(STREAMS).text();
        try (HttpDoor another = open(headend.another())) {
            // What is measured at its start is no list.
            rangesRead();
            assertThat(another.get(STREAMS).text()).isEqualTo(expected);
            assertThat(rangesRead()).doesNotContain("CHANNELS");
        }
    }

    @Test
    void aListAnotherProcessReplacedIsFoundAtOnce() {
        List<String> old = streamsKeys();
        try (HttpDoor another = open(headend.another())) {
            another.get(action("get_live_categories"));
            fill.channel("Three", "News");
            publish();
            Eventually.holds("the old list is gone", () -> disjoint(streamsKeys(), old));
            Reply reply = another.get(STREAMS);
            assertThat(reply.rows()).hasSize(3);
        }
    }

    /** Of every list of all streams in the object store. */
    private List<String> streamsKeys() {
        return headend.stores().objects().list("listings/live/json/all/", 1000, null).items().stream()
                .map(ObjectInfo::key)
                .filter(key -> key.endsWith(".index"))
                .toList();
    }

    private void basicLine() {
        fill.line("basic", PASSWORD, l -> l.withAccess(List.of("basic"), 1, null, LineStatus.ACTIVE));
    }

    private List<String> rangesRead() {
        Stores stores = headend.stores();
        return List.of(stores.catalog(), stores.accounts(), stores.sessions()).stream()
                .flatMap(table -> table.rangesRead().stream())
                // The publisher looks there by itself.
                .filter(partition -> !partition.startsWith("LISTINGS#"))
                .toList();
    }
}
