package dev.headwater.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {
    private static final String FILE = """
            network,country
            # of nobody in particular
            192.0.2.128/25,AT

            192.0.2.0/25,de
            "198.51.100.7","198.51.100.9","CH","Switzerland"
            203.0.113.0/24,ZZ
            255.255.255.255/32,FR
            0.0.0.0/8,US
            2001:db8::/33,SE
            2001:db8:8000::,2001:db8:8000::ff,NO
            ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128,FI
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0,DE",
        "192.0.2.127,DE",
        "192.0.2.128,AT",
        "192.0.2.255,AT",
        "192.0.3.0,",
        "192.0.1.255,",
        "198.51.100.6,",
        "198.51.100.7,CH",
        "198.51.100.9,CH",
        "198.51.100.10,",
        "203.0.113.5,",
        "0.0.0.0,US",
        "255.255.255.255,FR",
        "255.255.255.254,",
        "2001:db8::,SE",
        "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff,SE",
        "2001:db8:8000::,NO",
        "2001:db8:8000::ff,NO",
        "2001:db8:8000::100,",
        "2001:db7:ffff::,",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,FI",
        "::,",
    })
    void anAddressIsWhereItsRangeIs(String address, String country) throws IOException {
        assertThat(read(FILE).of(InetAddress.ofLiteral(address)).orElse(null)).isEqualTo(country);
    }

    @Test
    void nobodyKnowsWithoutAFile() {
        assertThat(Countries.UNKNOWN.of(InetAddress.getLoopbackAddress())).isEmpty();
        assertThat(Countries.UNKNOWN.of(InetAddress.ofLiteral("::1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8;DE | line 2: does not read CIDR,CC",
                "10.0.0.0/8 | line 2: does not read",
                "10.0.0.0/8,GER | line 2: does not read",
                "10.0.0.0,DE | line 2: does not read",
                "10.0.0.0/33,DE | line 2: has no addresses that make a range",
                "10.0.0.9,10.0.0.1,DE | line 2: has no addresses that make a range",
                "10.0.0.1,2001:db8::,DE | line 2: has no addresses that make a range",
                "localhost,10.0.0.1,DE | line 2: has no addresses that make a range",
                "1.0.0.0/9,DE | line 2: overlaps line 1",
                "1.2.3.4,2.0.0.0,FR | line 2: overlaps line 1",
            })
    void whatIsNoRangeIsSaidWithItsLine(String second, String message) {
        assertThatThrownBy(() -> read("1.0.0.0/8,AU\n" + second + "\n3.0.0.0/8,US\n"))
                .isInstanceOf(CountryFileException.class)
                .hasMessageContaining("geo.csv, " + message);
    }

    @Test
    void aFileThatSaysNothingIsNone() {
        for (String text : List.of("", "network,country\n", "<html>\n", "1.0.0.0/8,ZZ\n")) {
            assertThatThrownBy(() -> read(text)).hasMessageContaining("geo.csv names no country");
        }
        assertThatThrownBy(() -> Countries.read(folder)).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> Countries.read(folder.resolve("gone"))).hasMessageContaining("there is no file");
    }

    @Test
    void aLineThatIsNotTextIsShownShort() {
        assertThatThrownBy(() -> read("1.0.0.0/8,AU\n" + "\u0007x".repeat(50_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\u0007"));
    }

    @Test
    void threeHundredThousandRangesAreFoundInAnyOrder() throws IOException {
        List<Integer> blocks = IntStream.range(0, 300_000).boxed().collect(Collectors.toList());
        Collections.shuffle(blocks, new Random(4));
        Countries countries = read(blocks.stream()
                .map(i -> address(i, 0) + "/28," + country(i) + "\n")
                .collect(Collectors.joining()));
        assertThat(countries.size()).isEqualTo(300_000);
        for (int i = 0; i < 300_000; i += 997) {
            assertThat(countries.of(InetAddress.ofLiteral(address(i, 15)))).hasValue(country(i));
        }
        assertThat(countries.of(InetAddress.ofLiteral(address(300_000, 0)))).isEmpty();
    }

    /** Address {@code low} of the n-th block of 16. */
    private static String address(int n, int low) {
        int address = (10 << 24) + n * 16 + low;
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    private static String country(int n) {
        return "" + (char) ('A' + n % 26) + (char) ('A' + n % 20);
    }

    private Countries read(String text) throws IOException {
        return Countries.read(Files.writeString(folder.resolve("geo.csv"), text));
    }
}
