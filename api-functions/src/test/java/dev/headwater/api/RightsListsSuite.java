package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.net.Countries;
import dev.headwater.core.store.ObjectInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is outside its rights is in no list, from that minute and in that country. */
abstract class RightsListsSuite extends XtreamSuite {
    private static final int PROXY = 2;
    private static final String MOVIES = action("get_vod_streams");
    private static final String PLAYLIST = "/get.php?username=ada&password=s3cret-word&key=movie";

    @Override
    void fill() {
        super.fill();
        headend.front(new FrontDoor(
                null,
                TrustedProxies.of(List.of("127.0.0.2")),
                new ViewerCountries(ViewerCountries.CLOUD_FRONT, Countries.UNKNOWN)));
        fill.movie("Always");
    }

    @Test
    void aListChangesWithTheMinuteRightsOpenAndEnd() {
        Instant now = headend.clock().instant();
        movie("Later", new Rights(now.plusSeconds(60), now.plusSeconds(120), Set.of()));
        assertThat(seen(null)).containsExactly("Always");
        headend.clock().advance(Duration.ofSeconds(60));
        assertThat(seen(null)).containsExactly("Always", "Later");
        headend.clock().advance(Duration.ofMillis(59_999));
        assertThat(seen(null)).containsExactly("Always", "Later");
        assertThat(get(PLAYLIST).uris()).hasSize(2);
        headend.clock().advance(Duration.ofMillis(1));
        assertThat(seen(null)).containsExactly("Always");
        assertThat(get(PLAYLIST).uris()).hasSize(1);
        assertThat(get(action("get_vod_streams&category_id=1")).rows()).hasSize(1);
    }

    @Test
    void aListWhoseRightsEndedIsNotServedThoughNoOtherCanBeMade() {
        Instant now = headend.clock().instant();
        movie("Ends", new Rights(null, now.plusSeconds(60), Set.of()));
        assertThat(seen(null)).hasSize(2);
        headend.stores().catalog().refuse("MOVIES");
        headend.clock().advance(Duration.ofSeconds(59));
        assertThat(seen(null)).hasSize(2);
        headend.clock().advance(Duration.ofSeconds(1));
        assertThat(get(MOVIES).status()).isEqualTo(500);
        headend.stores().catalog().refuse("");
        assertThat(seen(null)).containsExactly("Always");
    }

    @Test
    void rightsForCountriesShowNothingElsewhere() {
        movie("German", new Rights(null, null, Set.of("DE", "AT")));
        assertThat(seen("DE")).containsExactly("Always", "German");
        assertThat(seen("AT")).containsExactly("Always", "German");
        assertThat(seen("FR")).containsExactly("Always");
        assertThat(seen(null)).containsExactly("Always");
        assertThat(send(from("DE", PLAYLIST)).uris()).hasSize(2);
        assertThat(send(from("FR", PLAYLIST)).uris()).hasSize(1);
    }

    @Test
    void listsMultiplyByTheCountriesThatRightsNameAndByNoOther() {
        for (String country : List.of("DE", "AT", "FR", "US")) {
            assertThat(seen(country)).hasSize(1);
        }
        assertThat(audiences()).containsExactly("all");
        movie("German", new Rights(null, null, Set.of("DE")));
        publish();
        for (String country : List.of("FR", "DE", "US", "AT")) {
            Eventually.holds(
                    "the list is right in " + country, () -> seen(country).size() == (country.equals("DE") ? 2 : 1));
        }
        assertThat(audiences()).containsExactlyInAnyOrder("all", "all-de");
    }

    private List<String> audiences() {
        return headend.stores().objects().list("listings/movie/json/", 1000, null).items().stream()
                .map(ObjectInfo::key)
                .map(key -> key.split("/", -1)[3])
                .distinct()
                .toList();
    }

    private List<String> seen(@Nullable String country) {
        return send(from(country, MOVIES)).rows().findValuesAsText("name");
    }

    private static Ask from(@Nullable String country, String target) {
        Ask ask = Ask.get(target).from(PROXY);
        return country == null ? ask : ask.with(ViewerCountries.CLOUD_FRONT, country);
    }

    private void movie(String name, Rights rights) {
        Movie movie = fill.movie(name);
        Listed listed = new Listed(
                name, movie.category(), null, false, rights, movie.listed().addedAt());
        headend.catalog().movies().save(new Movie(movie.id(), listed, movie.details(), movie.source()));
    }
}
