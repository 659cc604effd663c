package dev.headwater.core.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses one after another, in one country.
 *
 * @param first of 4 bytes or 16
 * @param last as long as {@code first}, and not before it
 * @param country two capital letters
 * @param line of the file that says so, from 1
 */
record CountryRange(byte[] first, byte[] last, String country, int line) implements Comparable<CountryRange> {

    static CountryRange of(AddressBlock block, String country, int line) {
        byte[] first = block.network().getAddress();
        byte[] last = first.clone();
        for (int bit = block.bits(); bit < first.length * Byte.SIZE; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            first[bit / Byte.SIZE] &= (byte) ~mask;
            last[bit / Byte.SIZE] |= (byte) mask;
        }
        return new CountryRange(first, last, country, line);
    }

    /** Empty where the ends are of two families, or the wrong way round. */
    static Optional<CountryRange> of(InetAddress first, InetAddress last, String country, int line) {
        byte[] from = first.getAddress();
        byte[] to = last.getAddress();
        return from.length == to.length && Arrays.compareUnsigned(from, to) <= 0
                ? Optional.of(new CountryRange(from, to, country, line))
                : Optional.empty();
    }

    boolean isIpv4() {
        return first.length == 4;
    }

    /** By their beginning. */
    @Override
    public int compareTo(CountryRange other) {
        return Arrays.compareUnsigned(first, other.first);
    }

    /** Whether it reaches into one that begins no earlier. */
    boolean reaches(CountryRange later) {
        return Arrays.compareUnsigned(last, later.first) >= 0;
    }
}
