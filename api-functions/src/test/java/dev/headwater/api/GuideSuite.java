package dev.headwater.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.guide.Numbering;
import dev.headwater.core.guide.Programme;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code xmltv.php}: one prepared document, any span of it, as every kind of app fetches it. */
abstract class GuideSuite extends XtreamSuite {
    private static final String GUIDE = guide(USER);
    /** The clock stands at 14:00 on the 20th. */
    private static final Instant FIRST = Instant.parse("2026-11-10T22:00:00Z");

    private static String guide(String user) {
        return "/xmltv.php?username=" + user + "&password=" + PASSWORD;
    }

    @Override
    void fill() {
        super.fill();
        fill.channel("One & \"only\" <one>", "News", c -> c.withGuideId("one & \"1\" <é>"));
        fill.channel("Two", "News", c -> Fill.described(c, "https://example.org/2.png?a&b", "two.tv", 3));
        fill.channel("Two HD", "News", c -> c.withGuideId("two.tv"));
        fill.channel("Three", "News", c -> c.withGuideId("three.tv"));
        fill.channel("None", "News");
        headend.programmes(Map.of(
                "one & \"1\" <é>", days("one", 20),
                "two.tv", days("two", 20),
                "three.tv", days("three", 20),
                "nobody.tv", days("nobody", 20)));
    }

    /** One programme a day, from 22:00 to 23:00. */
    private static List<Programme> days(String title, int days) {
        List<Programme> programmes = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            Instant start = FIRST.plus(Duration.ofDays(i));
            programmes.add(new Programme(
                    start,
                    start.plus(Duration.ofHours(1)),
                    title + " <" + i + "> & ]]> \ud83d\ude00\u0007",
                    "sub",
                    "what\nhappened",
                    "en",
                    List.of("News", "Live"),
                    "https://example.org/" + i + ".png",
                    new Numbering(2, i + 1)));
        }
        return programmes;
    }

    private static byte[] unzipped(Reply reply) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document parsed(byte[] xml) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (Exception e) {
            throw new AssertionError(new String(xml, UTF_8), e);
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** Ids of the channels of a guide. */
    private List<String> channels(String target) {
        return elements(parsed(get(target).body()), "channel").stream()
                .map(e -> e.getAttribute("id"))
                .toList();
    }

    /** Days of the month that a guide has programmes of. */
    private List<Integer> daysOf(String target) {
        return elements(parsed(get(target).body()), "programme").stream()
                .map(e -> Integer.valueOf(e.getAttribute("start").substring(6, 8)))
                .distinct()
                .toList();
    }

    @Test
    void isTheGuideOfWhatALineSees() {
        Reply reply = get(GUIDE);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).hasValue("application/xml; charset=utf-8");
        assertThat(reply.header("Content-Length")).hasValue(Integer.toString(reply.body().length));
        assertThat(reply.text()).startsWith("<?xml").doesNotContain("DOCTYPE").endsWith("</tv>\n");
        Document document = parsed(reply.body());
        assertThat(channels(GUIDE)).containsExactly("one & \"1\" <é>", "two.tv", "three.tv");
        assertThat(elements(document, "display-name").getFirst().getTextContent())
                .isEqualTo("One & \"only\" <one>");
        Element programme = elements(document, "programme").getFirst();
        assertThat(programme.getAttribute("start")).isEqualTo("20261117220000 +0000");
        assertThat(programme.getAttribute("stop")).isEqualTo("20261117230000 +0000");
        assertThat(programme.getAttribute("channel")).isEqualTo("one & \"1\" <é>");
        List<String> inside = new ArrayList<>();
        for (String name : List.of("title", "sub-title", "desc", "category", "icon", "episode-num")) {
            Element element = (Element) programme.getElementsByTagName(name).item(0);
            inside.add(name.equals("icon") ? element.getAttribute("src") : element.getTextContent());
        }
        assertThat(inside)
                .containsExactly(
                        "one <7> & ]]> \ud83d\ude00",
                        "sub",
                        "what\nhappened",
                        "News",
                        "https://example.org/7.png",
                        "1.7.");
    }

    @Test
    void showsTheDaysThatAreAskedFor() {
        assertThat(daysOf(GUIDE))
                .as("three days of archive, all that is ahead")
                .containsExactly(17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
        assertThat(daysOf(GUIDE + "&prev_days=0&next_days=0")).containsExactly(20);
        assertThat(daysOf(GUIDE + "&prev_days=1&next_days=2")).containsExactly(19, 20, 21, 22);
        assertThat(daysOf(GUIDE + "&prev_days=99&next_days=0")).containsExactly(13, 14, 15, 16, 17, 18, 19, 20);
        assertThat(daysOf(GUIDE + "&prev_days=-1&next_days=many")).hasSize(13);
    }

    @Test
    void isOneGzipMemberWhateverTheSpan() {
        for (String span :
                List.of("", "&prev_days=0&next_days=0", "&prev_days=7&next_days=1", "&prev_days=2&next_days=14")) {
            Reply zipped = send(Ask.get(GUIDE + span).with("Accept-Encoding", "gzip, deflate"));
            assertThat(zipped.header("Content-Encoding")).hasValue("gzip");
            assertThat(zipped.header("Content-Length")).hasValue(Integer.toString(zipped.body().length));
            assertThat(zipped.header("Vary")).hasValue("Accept-Encoding");
            assertThat(unzipped(zipped)).isEqualTo(get(GUIDE + span).body());
            assertThat(new OneMember(zipped.body()).unpacked())
                    .isEqualTo(get(GUIDE + span).body());
        }
    }

    @Test
    void isAFileWhereOneIsAskedFor() {
        for (String target : List.of(GUIDE + "&gzip=1", "/epg/" + USER + "/" + PASSWORD + "/gz")) {
            Reply file = send(Ask.get(target).with("Accept-Encoding", "gzip"));
            assertThat(file.header("Content-Type")).hasValue("application/octet-stream");
            assertThat(file.header("Content-Encoding")).as("never packed twice").isEmpty();
            assertThat(file.header("Content-Disposition")).hasValue("attachment; filename=\"xmltv.xml.gz\"");
            assertThat(unzipped(file)).isEqualTo(get(GUIDE).body());
        }
        assertThat(get("/epg/" + USER + "/" + PASSWORD).body())
                .isEqualTo(get(GUIDE).body());
        assertThat(send(Ask.form("/xmltv.php", "username=" + USER + "&password=" + PASSWORD))
                        .body())
                .isEqualTo(get(GUIDE).body());
    }

    @Test
    void whoHasItIsNotSentItAgain() {
        Reply first = get(GUIDE);
        String etag = first.header("ETag").orElseThrow();
        assertThat(send(Ask.get(GUIDE).with("If-None-Match", etag)).status()).isEqualTo(304);
        assertThat(get(GUIDE + "&next_days=1").header("ETag")).isNotEqualTo(Optional.of(etag));
        assertThat(send(Ask.get(GUIDE).with("Accept-Encoding", "gzip")).header("ETag"))
                .isNotEqualTo(Optional.of(etag));
        Reply head = send(Ask.of("HEAD", GUIDE));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(first.header("Content-Length"));
        assertThat(head.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    }

    @Test
    void isForThoseWhoMayHaveIt() {
        assertThat(get("/xmltv.php?username=ada&password=wrong").status()).isEqualTo(401);
        assertThat(get("/xmltv.php").status()).isEqualTo(401);
        assertThat(get("/epg/ada/wrong/gz").status()).isEqualTo(401);
        fill.line("banned", PASSWORD, l -> l.withAccess(l.bouquets(), 1, null, LineStatus.BANNED));
        assertThat(get(guide("banned")).status()).isEqualTo(403);
    }

    @Test
    void leavesOutWhatALineDoesNotSee() {
        headend.bouquets().add("small", Set.of(fill.find(4)));
        fill.line("small", PASSWORD, l -> l.withAccess(List.of("small"), 1, null, LineStatus.ACTIVE));
        assertThat(channels(guide("small"))).containsExactly("three.tv");
        assertThat(get(guide("small")).text()).doesNotContain("two").doesNotContain("one");
        fill.line("family", PASSWORD, l -> l.withLists(new ListSettings(false, ListSettings.DEFAULT.catchup())));
        assertThat(channels(guide("family")))
                .as("Two is for adults, Two HD is not")
                .hasSize(3);
        headend.bouquets().add("nothing", Set.of());
        fill.line("nothing", PASSWORD, l -> l.withAccess(List.of("nothing"), 1, null, LineStatus.ACTIVE));
        Reply empty = send(Ask.get(guide("nothing")).with("Accept-Encoding", "gzip"));
        assertThat(elements(parsed(unzipped(empty)), "channel")).isEmpty();
    }

    @Test
    void followsTheCatalogueAndTheGuide() {
        assertThat(channels(GUIDE)).hasSize(3);
        headend.channels().change(5, c -> c.withGuideId("nobody.tv"));
        headend.clock().advance(Duration.ofSeconds(2));
        publish();
        Eventually.holds("the guide has four channels", () -> channels(GUIDE).size() == 4);
        headend.clock().advance(Duration.ofDays(1));
        door.look();
        assertThat(daysOf(GUIDE + "&prev_days=0&next_days=0")).containsExactly(21);
    }

    /** Nobody has made it again meanwhile, as after a restart. */
    @Test
    void whatWasChangedIsShownToTheFirstWhoAsks() {
        assertThat(channels(GUIDE)).hasSize(3);
        headend.channels().change(5, c -> c.withGuideId("nobody.tv"));
        headend.changed();
        headend.clock().advance(Duration.ofSeconds(1));
        assertThat(channels(GUIDE)).hasSize(4);
    }

    @Test
    void aCounterThatWasLostHidesNoChange() {
        headend.changed();
        headend.changed();
        assertThat(channels(GUIDE)).hasSize(3);
        headend.stores().catalog().delete(new Key("PUBLISH#live", "WANTED"), Condition.always());
        headend.channels().change(5, c -> c.withGuideId("nobody.tv"));
        headend.changed();
        headend.clock().advance(Duration.ofSeconds(1));
        assertThat(channels(GUIDE)).hasSize(4);
    }

    @Test
    void showsNothingOfAnImportThatIsHalfDone() {
        assertThat(channels(GUIDE)).hasSize(3);
        PublishRequests requests = new PublishRequests(headend.stores().catalog(), headend.clock());
        try (PublishRequests.Hold _ = requests.hold(Set.of(Scope.LIVE), "import", Duration.ofDays(9))) {
            headend.channels().change(5, c -> c.withGuideId("nobody.tv"));
            headend.changed();
            headend.clock().advance(Duration.ofDays(1));
            door.look();
            assertThat(channels(GUIDE)).as("of yesterday").hasSize(3);
            headend.clock().advance(Duration.ofDays(1));
            assertThat(channels(GUIDE))
                    .as("older than a day: whatever is there")
                    .hasSize(4);
        }
    }

    @Test
    void aChannelWhoseRightsEndIsGoneAtOnce() {
        Instant end = headend.clock().instant().plus(Duration.ofHours(1));
        Channel three = fill.find(4);
        Listed listed = three.listed();
        headend.channels()
                .save(three.withListed(new Listed(
                        listed.name(),
                        listed.category(),
                        listed.image(),
                        listed.adult(),
                        new Rights(null, end, Set.of()),
                        listed.addedAt())));
        assertThat(channels(GUIDE)).contains("three.tv");
        headend.clock().advance(Duration.ofHours(1));
        assertThat(channels(GUIDE)).doesNotContain("three.tv");
    }

    @Test
    void whatNobodyAskedForIsRemovedAfterThreeDays() {
        fill.line("family", PASSWORD, l -> l.withLists(new ListSettings(false, ListSettings.DEFAULT.catchup())));
        get(guide("family"));
        get(GUIDE);
        for (int i = 0; i < 3; i++) {
            headend.clock().advance(Duration.ofDays(1));
            door.look();
            get(GUIDE);
            assertThat(objects()).anyMatch(key -> key.contains("-family/"));
        }
        headend.clock().advance(Duration.ofHours(2));
        door.look();
        assertThat(objects()).isNotEmpty().noneMatch(key -> key.contains("-family/"));
        assertThat(channels(GUIDE)).hasSize(3);
        assertThat(channels(guide("family"))).as("made again").hasSize(3);
    }

    private List<String> objects() {
        return headend.stores().objects().list("listings/guide/", 100, null).items().stream()
                .map(info -> info.key())
                .toList();
    }

    @Test
    void aDocumentThatIsGoneIsMadeAgain() {
        byte[] before = get(GUIDE).body();
        List<String> keys = objects();
        assertThat(keys).isNotEmpty();
        headend.stores().objects().delete(keys);
        assertThat(get(GUIDE).body()).isEqualTo(before);
    }
}
