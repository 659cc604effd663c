package dev.headwater.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** How MediaConvert encrypts segments by a static key, from what its settings say alone. */
abstract class StubSeal {
    private StubSeal() {}

    /** @param settings of the group's encryption; missing: there is none */
    static StubSeal of(JsonNode settings) {
        return settings.isMissingNode() ? new None() : new Aes(settings);
    }

    /** The line in a media playlist, with its end; empty: none. */
    abstract String tag();

    abstract byte[] sealed(byte[] segment);

    private static final class None extends StubSeal {
        @Override
        String tag() {
            return "";
        }

        @Override
        byte[] sealed(byte[] segment) {
            return segment;
        }
    }

    private static final class Aes extends StubSeal {
        private final JsonNode settings;

        Aes(JsonNode settings) {
            if (!settings.path("encryptionMethod").asText().equals("AES128")
                    || !settings.path("initializationVectorInManifest").asText().equals("INCLUDE")) {
                throw new IllegalArgumentException("this stub encrypts whole segments, and says by which vector");
            }
            this.settings = settings;
        }

        @Override
        String tag() {
            return "#EXT-X-KEY:METHOD=AES-128,URI=\""
                    + settings.at("/staticKeyProvider/url").asText() + "\",IV=0x"
                    + vector().toUpperCase(Locale.ROOT) + "\n";
        }

        @Override
        byte[] sealed(byte[] segment) {
            try {
                Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
                cipher.init(
                        Cipher.ENCRYPT_MODE,
                        new SecretKeySpec(
                                bytes(settings.at("/staticKeyProvider/staticKeyValue")
                                        .asText()),
                                "AES"),
                        new IvParameterSpec(bytes(vector())));
                return cipher.doFinal(segment);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private String vector() {
            return settings.path("constantInitializationVector").asText();
        }

        private static byte[] bytes(String hex) {
            return HexFormat.of().parseHex(hex);
        }
    }
}
