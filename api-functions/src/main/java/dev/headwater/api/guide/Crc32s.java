package dev.headwater.api.guide;

/**
 * CRC-32 of two texts behind each other, from those of each. A CRC is a polynomial over GF(2) modulo the one of RFC 1952;
 * {@code n} bytes behind it multiply it by x to the power of 8n. Bits are reflected: the highest power is bit 0.
 */
final class Crc32s {
    private static final int POLYNOMIAL = 0xEDB88320;
    private static final int ONE = 1 << 31;
    private static final int X_TO_8 = 1 << 23;

    private Crc32s() {}

    /**
     * The CRC of both.
     *
     * @param length of the second, in bytes
     */
    static long joined(long first, long second, long length) {
        return (multiplied((int) first, power(length)) ^ (int) second) & 0xffffffffL;
    }

    /** x to the power of 8 {@code n}. */
    private static int power(long n) {
        int result = ONE;
        int square = X_TO_8;
        for (long rest = n; rest > 0; rest >>>= 1) {
            if ((rest & 1) == 1) {
                result = multiplied(result, square);
            }
            square = multiplied(square, square);
        }
        return result;
    }

    private static int multiplied(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
        }
        return product;
    }
}
