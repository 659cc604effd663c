package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults, imports under way and lists that nobody wants any more. */
abstract class LastGoodListsSuite extends XtreamSuite {
    private static final String STREAMS = action("get_live_streams");
    private static final String MOVIES = action("get_vod_streams");
    private static final Duration HELD = Duration.ofMinutes(1);

    @Override
    void fill() {
        super.fill();
        fill.channel("One", "News");
        fill.movie("Film");
    }

    @Test
    void aFaultLeavesTheLastGoodList() {
        assertThat(get(STREAMS).rows()).hasSize(1);
        headend.stores().catalog().refuse("CHANNELS");
        fill.channel("Two", "News");
        publish();
        for (int i = 0; i < 3; i++) {
            assertThat(get(STREAMS).rows()).hasSize(1);
        }
        headend.stores().catalog().refuse("");
        publish();
        Eventually.holds("the list is up to date", () -> get(STREAMS).rows().size() == 2);
    }

    @Test
    void aRequestAfterAChangeSeesIt() {
        for (int count = 1; count < 20; count++) {
            assertThat(get(STREAMS).rows()).hasSize(count);
            fill.channel("More", "News");
            publish();
        }
    }

    @Test
    void listsWaitForAnImportToBeWhole() {
        assertThat(get(STREAMS).rows()).hasSize(1);
        assertThat(get(MOVIES).rows()).hasSize(1);
        try (PublishRequests.Hold hold = requests().hold(EnumSet.of(Scope.LIVE), "import", HELD)) {
            fill.channel("Two", "News");
            fill.movie("Another");
            publish();
            assertThat(get(MOVIES).rows()).hasSize(2);
            assertThat(get(STREAMS).rows()).hasSize(1);
            headend.clock().advance(HELD.minusSeconds(1));
            hold.renew();
            headend.clock().advance(Duration.ofSeconds(2));
            assertThat(get(STREAMS).rows()).hasSize(1);
        }
        door.look();
        assertThat(get(STREAMS).rows()).hasSize(2);
    }

    @Test
    void anImportThatDiedHoldsNothingForLong() {
        assertThat(get(STREAMS).rows()).hasSize(1);
        requests().hold(EnumSet.of(Scope.LIVE), "import", HELD);
        fill.channel("Two", "News");
        publish();
        assertThat(get(STREAMS).rows()).hasSize(1);
        headend.clock().advance(HELD);
        assertThat(get(STREAMS).rows()).hasSize(2);
    }

    @Test
    void whatAnImportChangedThatDiedIsPublishedAllTheSame() {
        assertThat(get(STREAMS).rows()).hasSize(1);
        requests().hold(EnumSet.of(Scope.LIVE), "import", HELD);
        fill.channel("Two", "News");
        door.look();
        assertThat(get(STREAMS).rows()).hasSize(1);
        headend.clock().advance(HELD);
        assertThat(get(STREAMS).rows()).hasSize(2);
    }

    @Test
    void aListMadeInTheMiddleOfAnImportThatDiedIsMadeAgain() {
        requests().hold(EnumSet.of(Scope.LIVE), "import", HELD);
        assertThat(get(STREAMS).rows()).hasSize(1);
        fill.channel("Two", "News");
        headend.clock().advance(HELD);
        assertThat(get(STREAMS).rows()).hasSize(2);
    }

    @Test
    void aListNobodyAskedForIsMadeAlsoDuringAnImport() {
        requests().hold(EnumSet.of(Scope.LIVE), "import", HELD);
        assertThat(get(STREAMS).rows()).hasSize(1);
    }

    @Test
    void whatNobodyAskedForInDaysIsRemovedAndMadeAgainWhenSomebodyDoes() {
        assertThat(get(STREAMS).rows()).hasSize(1);
        headend.clock().advance(Duration.ofDays(4));
        door.look();
        Eventually.holds("nothing is kept", () -> objects().isEmpty());
        assertThat(get(STREAMS).rows()).hasSize(1);
        assertThat(objects()).isNotEmpty();
    }

    @Test
    void objectsThatNothingNamesAreRemovedAtTheNextStart() {
        String leftover = "listings/live/json/all/0123456789abcdef01234567.plain";
        headend.stores().objects().put(leftover, new byte[1], new ObjectMeta("text/plain", ObjectMeta.IMMUTABLE, null));
        // Past what the store takes for now.
        headend.clock().advance(Duration.ofDays(36_500));
        assertThat(get(STREAMS).rows()).hasSize(1);
        assertThat(objects()).contains(leftover);
        int before = objects().size();
        try (Publisher next = headend.another().publisher()) {
            next.start();
            Eventually.holds("it is gone", () -> !objects().contains(leftover));
        }
        assertThat(objects()).hasSize(before - 1);
        assertThat(get(STREAMS).rows()).hasSize(1);
    }

    @Test
    void whatIsInUseIsKept() {
        for (int day = 0; day < 5; day++) {
            assertThat(get(STREAMS).rows()).hasSize(1);
            headend.clock().advance(Duration.ofDays(1));
        }
        List<String> before = objects();
        publish();
        assertThat(get(STREAMS).rows()).hasSize(1);
        assertThat(objects()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void eachDocumentHasATagOfItsOwn() {
        fill.channel("Two", "Sport");
        String news = STREAMS + "&category_id=1";
        String sport = STREAMS + "&category_id=3";
        String before = get(news).header("ETag").orElseThrow();
        String changed = get(sport).header("ETag").orElseThrow();
        fill.channel("Three", "Sport");
        publish();
        assertThat(get(sport).header("ETag")).isNotEqualTo(changed);
        assertThat(send(Ask.get(news).with("If-None-Match", before)).status()).isEqualTo(304);
        assertThat(send(Ask.of("HEAD", news)).header("ETag")).hasValue(before);
    }

    private PublishRequests requests() {
        return new PublishRequests(headend.stores().catalog(), headend.clock());
    }

    private List<String> objects() {
        return headend.stores().objects().list("listings/", 1000, null).items().stream()
                .map(ObjectInfo::key)
                .toList();
    }
}
