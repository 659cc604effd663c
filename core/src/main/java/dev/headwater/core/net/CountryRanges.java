package dev.headwater.core.net;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Ranges of one family, sorted and apart from one another, in three arrays: 18 bytes a range of IPv4 and 34 of IPv6. Found
 * by halving.
 */
final class CountryRanges {
    static final CountryRanges EMPTY = new CountryRanges(1, List.of());

    /** Of an address: 1 of IPv4, 2 of IPv6, most significant first. */
    private final int words;

    private final long[] first;
    private final long[] last;
    private final char[] country;

    private CountryRanges(int words, List<CountryRange> ranges) {
        this.words = words;
        this.first = new long[ranges.size() * words];
        this.last = new long[ranges.size() * words];
        this.country = new char[ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            CountryRange range = ranges.get(i);
            System.arraycopy(words(range.first()), 0, first, i * words, words);
            System.arraycopy(words(range.last()), 0, last, i * words, words);
            country[i] = (char)
                    (range.country().charAt(0) << Byte.SIZE | range.country().charAt(1));
        }
    }

    /** @param ranges sorted, none reaching into another */
    static CountryRanges ofIpv4(List<CountryRange> ranges) {
        return new CountryRanges(1, ranges);
    }

    /** @param ranges sorted, none reaching into another */
    static CountryRanges ofIpv6(List<CountryRange> ranges) {
        return new CountryRanges(2, ranges);
    }

    int size() {
        return country.length;
    }

    /** @param address of this family */
    Optional<String> country(byte[] address) {
        long[] wanted = words(address);
        int low = 0;
        int high = country.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(first, middle, wanted) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int candidate = low - 1;
        return candidate >= 0 && compare(last, candidate, wanted) >= 0
                ? Optional.of(text(country[candidate]))
                : Optional.empty();
    }

    private int compare(long[] addresses, int index, long[] wanted) {
        for (int word = 0; word < words; word++) {
            int order = Long.compareUnsigned(addresses[index * words + word], wanted[word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long[] words(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return address.length == 4
                ? new long[] {Integer.toUnsignedLong(bytes.getInt())}
                : new long[] {bytes.getLong(), bytes.getLong()};
    }

    private static String text(char packed) {
        return String.valueOf(new char[] {(char) (packed >> Byte.SIZE), (char) (packed & 0xff)});
    }
}
