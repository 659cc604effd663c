package dev.headwater.core.vod.text;

import dev.headwater.core.media.Source;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Reads the subtitles that are text of MP4, QuickTime and Matroska files, which a service that transcodes leaves out. Files of
 * other kinds, and such as are broken, have none. Of an MP4 little more than its index is read, a Matroska file is read through.
 */
public final class FilmTexts {
    /** Of a file that is longer than what can be read in this, or a store that is slower, there are none. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** As many as a worker makes. */
    static final int MOST = 8;

    private static final System.Logger LOG = System.getLogger(FilmTexts.class.getName());
    private static final String UPLOADS = "uploads/";
    private static final int HEAD = 8;
    private static final String EBML = "1a45dfa3";
    private static final Set<String> BOXES = Set.of("ftyp", "moov", "mdat", "free", "skip", "wide");

    private final ObjectReader files;
    private final InstantSource clock;

    /** @param files what was sent, as {@code uploads/ID} */
    public FilmTexts(ObjectReader files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * All there are, at most eight, as the file has them in order. Of what was not sent there are none.
     *
     * @throws StoreException where the store is at fault
     */
    public List<FilmText> read(Source source) {
        return source.kind() == Source.Kind.UPLOAD ? read(UPLOADS + source.rest()) : List.of();
    }

    private List<FilmText> read(String key) {
        Instant until = clock.instant().plus(PATIENCE);
        try (FileBytes file = FileBytes.open(files, key, clock, until)) {
            if (file.length() < HEAD) {
                return List.of();
            }
            byte[] head = file.read(HEAD);
            if (HexFormat.of().formatHex(head, 0, HEAD / 2).equals(EBML)) {
                return MatroskaTexts.read(file);
            }
            String box = new String(Arrays.copyOfRange(head, HEAD / 2, HEAD), StandardCharsets.ISO_8859_1);
            return BOXES.contains(box)
                    ? Mp4Texts.read(file, () -> FileBytes.open(files, key, clock, until))
                    : List.of();
        } catch (BrokenFile e) {
            LOG.log(System.Logger.Level.WARNING, "the subtitles of {0} are left out: {1}", key, e.getMessage());
            return List.of();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) { // a film is worth more than its subtitles, whatever its file holds
            LOG.log(System.Logger.Level.ERROR, "the subtitles of " + key + " are left out after a fault", e);
            return List.of();
        }
    }
}
