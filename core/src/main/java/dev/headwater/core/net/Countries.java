package dev.headwater.core.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/** The countries that addresses are in, as a file says that its operator brought along. Immutable. */
public final class Countries {
    /** Knows none. */
    public static final Countries UNKNOWN = new Countries(CountryRanges.EMPTY, CountryRanges.EMPTY);

    private final CountryRanges ipv4;
    private final CountryRanges ipv6;

    Countries(CountryRanges ipv4, CountryRanges ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /**
     * Reads a text file of a range a line, {@code CIDR,CC} or {@code first,last,CC}, in any order; values may stand in
     * quotes, further columns are passed over, and so are empty lines, those that begin with {@code #} and one of titles
     * at the top. {@code CC} is ISO 3166-1 alpha-2; a range of {@code ZZ}, {@code XX}, {@code -} or nothing is in none.
     *
     * @throws CountryFileException where it is no such file, with the line that is not, or larger than
     *     {@value CountryFile#MAX_BYTES} bytes or {@value CountryFile#MAX_RANGES} ranges
     */
    public static Countries read(Path file) throws IOException {
        return CountryFile.read(file);
    }

    /** ISO 3166-1 alpha-2 in capitals; empty: unknown. */
    public Optional<String> of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes.length == 4 ? ipv4 : ipv6).country(bytes);
    }

    /** How many ranges there are in it. */
    public int size() {
        return ipv4.size() + ipv6.size();
    }
}
