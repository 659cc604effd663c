package dev.headwater.api;

import dev.headwater.core.account.Credentials;
import dev.headwater.core.media.Rendition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** What properties are tried on. */
final class Generated {
    private Generated() {}

    /** What a window shows; a segment lasts {@code millis} and follows on the one before, or does not. */
    record Shape(List<Rendition> renditions, List<Cut> cuts) {
        record Cut(int millis, boolean discontinuity) {}
    }

    /** Long enough, and begun so, that they stand in no playlist by chance. */
    static final class AnyCredentials implements ArbitrarySupplier<Credentials> {
        @Override
        public Arbitrary<Credentials> get() {
            Arbitrary<String> safe = Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('A', 'Z')
                    .withCharRange('0', '9')
                    .withChars("._@-")
                    .ofMinLength(12)
                    .ofMaxLength(40);
            Arbitrary<String> nasty = Arbitraries.strings()
                    .withChars("%/?#&=+;:@\"'<>{}|\\^`[]~!$*(), \t\r\n\0\u007F.é日\u2028")
                    .withChars("ab01")
                    .ofMinLength(10)
                    .ofMaxLength(100);
            Arbitrary<String> words = Arbitraries.oneOf(safe, nasty).map(rest -> "Xy" + rest);
            return Combinators.combine(safe.map(rest -> "Zq" + rest), words).as(Credentials::new);
        }
    }

    static final class AnyShape implements ArbitrarySupplier<Shape> {
        @Override
        public Arbitrary<Shape> get() {
            Arbitrary<Shape.Cut> cut = Combinators.combine(
                            Arbitraries.integers().between(1, 5_499), Arbitraries.of(true, false))
                    .as(Shape.Cut::new);
            return Combinators.combine(
                            rendition().list().ofMinSize(1).ofMaxSize(4).uniqueElements(Rendition::name),
                            cut.list().ofMinSize(3).ofMaxSize(12))
                    .as(Shape::new);
        }

        private static Arbitrary<Rendition> rendition() {
            Arbitrary<String> name = Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('0', '9')
                    .ofMinLength(1)
                    .ofMaxLength(16);
            return Combinators.combine(
                            name,
                            Arbitraries.of("avc1.4d401f,mp4a.40.2", "mp4a.40.2", "hvc1.1.6.L93.B0,ac-3"),
                            Arbitraries.integers().between(0, 3840),
                            Arbitraries.integers().between(1, 2160),
                            Arbitraries.of(0.0, 23.976, 25.0, 29.97, 60.0),
                            Arbitraries.longs().between(1, 50_000_000))
                    .as((n, codecs, width, height, rate, bits) ->
                            new Rendition(n, codecs, width, height, rate, bits, bits / 2 + 1));
        }
    }

    /** Host headers, good and bad. */
    static final class AnyHost implements ArbitrarySupplier<String> {
        @Override
        public Arbitrary<String> get() {
            Arbitrary<String> nasty = Arbitraries.strings()
                    .withChars("ab1.-:[]*?\"%/\\@#,;{}é")
                    .ofMinLength(1)
                    .ofMaxLength(12);
            Arbitrary<String> plain =
                    Arbitraries.strings().withChars("ab1.-").ofMinLength(1).ofMaxLength(20);
            return Arbitraries.oneOf(
                    nasty, plain, plain.map(h -> h + ":8080"), Arbitraries.of("[::1]", "[2001:db8::1]:80"));
        }
    }
}
