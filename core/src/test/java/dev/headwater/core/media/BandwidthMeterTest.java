package dev.headwater.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BandwidthMeterTest {
    @Test
    void bandwidthIsMeasuredOverTheSegmentsListed() {
        BandwidthMeter meter = new BandwidthMeter(2);
        List<Rendition> declared = List.of(new Rendition("a", "", 2, 2, 25, 7, 7));
        assertThat(meter.measure(declared)).isEqualTo(declared);

        meter.add(2000, Map.of("a", 100_000L));
        meter.add(2000, Map.of("a", 1000L));
        meter.add(1000, Map.of("a", 2000L));

        assertThat(meter.measure(declared)).singleElement().satisfies(rendition -> {
            assertThat(rendition.bandwidth()).isEqualTo(16_000);
            assertThat(rendition.averageBandwidth()).isEqualTo(8_000);
        });
    }

    @Test
    void aBetterRenditionNeverMeasuresLessThanAWorseOne() {
        BandwidthMeter meter = new BandwidthMeter(2);
        List<Rendition> declared = Stream.of("a", "b", "c")
                .map(name -> new Rendition(name, "", 2, 2, 25, 7, 7))
                .toList();
        meter.add(1000, Map.of("a", 1000L, "b", 990L, "c", 1000L));
        meter.add(1000, Map.of("a", 3000L, "b", 1010L, "c", 1000L));

        assertThat(meter.measure(declared)).extracting(Rendition::bandwidth).containsExactly(24_000L, 8800L, 8000L);
        assertThat(meter.measure(declared))
                .extracting(Rendition::averageBandwidth)
                .containsExactly(16_000L, 8800L, 8000L);
    }

    @Test
    void whatGoesBesideThePictureIsComparedWithNothing() {
        BandwidthMeter meter = new BandwidthMeter(2);
        List<Rendition> declared = Stream.of("audio1", "audio2")
                .map(name -> new Rendition(name, "", 0, 0, 0, 7, 7, new Track(Track.Kind.AUDIO, null, null, false)))
                .collect(Collectors.toCollection(ArrayList::new));
        declared.addFirst(new Rendition("a", "", 2, 2, 25, 7, 7));
        meter.add(1000, Map.of("a", 500L, "audio1", 1000L, "audio2", 1000L));

        assertThat(meter.measure(declared)).extracting(Rendition::bandwidth).containsExactly(4000L, 8000L, 8000L);
    }
}
