package dev.headwater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.StoredPassword;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Items as releases before this one wrote them: read as what they meant. */
class OlderItemsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private final InMemoryTableStore table = new InMemoryTableStore();

    @Test
    void channels() {
        put("CHANNELS", "0000000001", 1, """
                {"id":1,"name":"News","category":3,"sources":[{"url":"testcard:"}],"ladder":"small",
                "logo":"https://pictures.example/n.png","guideId":"news.example","archiveDays":2,"adult":true,
                "enabled":true,"addedAt":"2026-11-20T12:00:00Z"}""");
        put("CHANNELS", "0000000002", 1, """
                {"id":2,"name":"Off","category":3,"sources":[{"url":"file:/media/a.ts"}],"archiveDays":0,"adult":false,
                "enabled":false,"addedAt":"2026-11-20T12:00:00Z"}""");
        Channels channels = new Channels(table);
        assertThat(channels.list())
                .containsExactly(
                        new Channel(
                                1,
                                new Listed("News", 3, "https://pictures.example/n.png", true, Rights.ALWAYS, NOON),
                                0,
                                List.of(new Source("testcard:")),
                                "small",
                                "news.example",
                                2,
                                false,
                                Channel.Run.ALWAYS),
                        Channel.of(2, Listed.plain("Off", 3, NOON), List.of(new Source("file:/media/a.ts")), null)
                                .running(Channel.Run.OFF));
        channels.change(2, channel -> channel.running(Channel.Run.ON_DEMAND));
        assertThat(channels.find(2)).map(Channel::run).contains(Channel.Run.ON_DEMAND);
    }

    @Test
    void bouquets() {
        put("BOUQUETS", "basic", 1, "{\"name\":\"basic\",\"everything\":false,\"content\":[1,7]}");
        Bouquets bouquets = new Bouquets(table, TestClock.fixed());
        assertThat(bouquets.find("basic")).contains(new Bouquet("basic", false, Set.of(), Set.of(1, 7), Set.of()));
    }

    @Test
    void lines() {
        put("LINE#1", "LINE", 1, """
                {"id":1,"name":"ada","password":{"digest":"ZGlnZXN0"},"passwordSince":"2026-11-20T12:00:00Z",
                "bouquets":["all"],"maxConnections":3,"status":"ACTIVE","trial":false,
                "createdAt":"2026-11-20T12:00:00Z"}""");
        put("LINE#2", "LINE", 2, """
                {"id":2,"name":"bob","password":{"digest":"ZGlnZXN0"},"passwordSince":"2026-11-20T12:00:00Z",
                "bouquets":["all"],"limit":{"connections":2,"whenFull":"REFUSE"},"status":"BANNED","trial":true,
                "createdAt":"2026-11-20T12:00:00Z"}""");
        Lines lines = new Lines(table, TestClock.fixed());
        assertThat(lines.find(1))
                .contains(new Line(
                        1,
                        "ada",
                        new StoredPassword("ZGlnZXN0", null),
                        NOON,
                        List.of("all"),
                        ConnectionLimit.of(3),
                        ListSettings.DEFAULT,
                        null,
                        LineStatus.ACTIVE,
                        false,
                        NOON));
        assertThat(lines.find(2)).map(Line::limit).contains(new ConnectionLimit(2, ConnectionLimit.WhenFull.REFUSE));
        assertThat(lines.find(2)).map(Line::lists).contains(ListSettings.DEFAULT);
    }

    @Test
    void categories() {
        put("CATEGORIES#live", "News", 1, "{\"id\":4,\"name\":\"News\"}");
        Categories categories = new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 1));
        assertThat(categories.list(ContentKind.LIVE)).containsExactly(new Category(4, "News", 0));
        assertThat(categories.named(ContentKind.LIVE, "News").id()).isEqualTo(4);
    }

    private void put(String pk, String sk, int schema, String json) {
        table.put(new Key(pk, sk), Body.of(schema, json), Condition.always());
    }
}
