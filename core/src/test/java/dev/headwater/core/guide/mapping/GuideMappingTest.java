package dev.headwater.core.guide.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.guide.GuideImport;
import dev.headwater.core.guide.GuideProgress;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.guide.mapping.GuideMatch.How;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryTableStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuideMappingTest {
    @TempDir
    Path folder;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore catalog = new InMemoryTableStore();
    private final Channels channels = new Channels(catalog);
    private final GuideSources sources = new GuideSources(catalog, clock);
    private final GuideMapping mapping = new GuideMapping(catalog, channels, sources);

    private void guide(String... idsAndNames) throws Exception {
        StringBuilder file = new StringBuilder("<tv>");
        for (int i = 0; i < idsAndNames.length; i += 2) {
            file.append("<channel id=\"")
                    .append(idsAndNames[i])
                    .append("\"><display-name>")
                    .append(idsAndNames[i + 1])
                    .append("</display-name></channel><programme start=\"20261120140000\" channel=\"")
                    .append(idsAndNames[i])
                    .append("\"><title>t</title></programme>");
        }
        GuideSource source = GuideSource.of(1, "first", "/x");
        sources.add(source);
        new GuideImport(catalog, sources, clock, folder)
                .run(
                        new ByteArrayInputStream(file.append("</tv>").toString().getBytes(StandardCharsets.UTF_8)),
                        source,
                        true,
                        GuideProgress.NONE);
    }

    private void channel(int id, String name, String guideId) {
        channels.save(
                Channel.of(id, Listed.plain(name, 1, clock.instant()), List.of(new Source("testcard:", null)), "small")
                        .withGuideId(guideId));
    }

    private String guideId(int channel) {
        return channels.find(channel).orElseThrow().guideId();
    }

    @ParameterizedTest
    @CsvSource({
        "BBC One, bbc one HD, 0.95, 1",
        "UK: BBC One FHD, BBC One, 0.95, 1",
        "[DE] Das Erste 4K, Das Erste, 0.95, 1",
        "|FR| Télé Réalité, Tele Realite, 0.95, 1",
        "SkyNews, Sky News, 0.95, 1",
        "Discovery Channel, Discovery, 0.9, 1",
        "A&E, A and E, 0.95, 1",
        "ITV2 +1, ITV2+1, 0.95, 1",
        "ITV2 plus 1, ITV2 +1, 0.95, 1",
        "ITV2, ITV2 +1, 0, 0.1",
        "Sport 1, Sport 2, 0, 0.1",
        "Sport, Sport 1, 0, 0.1",
        "BBC One London, BBC One, 0.4, 0.849",
        "CNN, NBC, 0, 0.5",
        "HD, 4K, 0, 0"
    })
    void knowsNamesThatAreAlike(String a, String b, double least, double most) {
        assertThat(GuideName.of(a).likeness(GuideName.of(b))).isBetween(least, most);
        assertThat(GuideName.of(b).likeness(GuideName.of(a)))
                .isEqualTo(GuideName.of(a).likeness(GuideName.of(b)));
    }

    @Test
    void anIdTheGuideHasIsTheChannels() throws Exception {
        guide("one.tv", "Something else", "two.tv", "One");
        channel(1, "One", "one.tv");
        assertThat(mapping.apply().matches()).containsExactly(new GuideMatch(1, "one.tv", How.ID, 1));
        assertThat(guideId(1)).isEqualTo("one.tv");
    }

    @Test
    void aSureNameIsTakenAndAnUnsureOneProposed() throws Exception {
        guide("one.tv", "BBC One", "sport.tv", "Sport Extra");
        channel(1, "UK: BBC One HD", "unknown.id");
        channel(2, "Sport Extra Night", null);
        channel(3, "Knitting", null);
        GuideMapping.Applied applied = mapping.apply();
        assertThat(applied.changed()).isEqualTo(1);
        assertThat(applied.matches()).extracting(GuideMatch::how).containsExactly(How.NAME, How.PROPOSED, How.UNKNOWN);
        assertThat(guideId(1)).isEqualTo("one.tv");
        assertThat(guideId(2)).isNull();
        assertThat(mapping.find(2).orElseThrow().guideId()).isEqualTo("sport.tv");
        assertThat(mapping.apply().changed()).isZero();
        assertThat(mapping.find(1).orElseThrow().how()).isEqualTo(How.NAME);
    }

    @Test
    void whatAnImportResetsIsTakenAgain() throws Exception {
        guide("one.tv", "BBC One", "other.tv", "Other");
        channel(1, "BBC One", null);
        mapping.apply();
        channel(1, "BBC 1 renamed", "unknown.id");
        assertThat(mapping.apply().changed()).isEqualTo(1);
        assertThat(guideId(1)).isEqualTo("one.tv");
        channel(1, "BBC One", "other.tv");
        assertThat(mapping.apply().matches()).containsExactly(new GuideMatch(1, "other.tv", How.ID, 1));
    }

    @Test
    void theOperatorsChoiceStays() throws Exception {
        guide("one.tv", "BBC One");
        channel(1, "BBC One", "one.tv");
        channel(2, "BBC One", null);
        mapping.choose(1, null);
        mapping.choose(2, "my.own");
        assertThat(guideId(1)).isNull();
        channel(1, "BBC One", "one.tv");
        channel(2, "BBC One", "one.tv");
        mapping.apply();
        assertThat(guideId(1)).isNull();
        assertThat(guideId(2)).isEqualTo("my.own");
        mapping.forget(1);
        mapping.apply();
        assertThat(guideId(1)).isEqualTo("one.tv");
        assertThat(mapping.choose(9, "x")).isEmpty();
        assertThatThrownBy(() -> mapping.choose(1, "x".repeat(300))).isInstanceOf(IllegalArgumentException.class);
    }
}
