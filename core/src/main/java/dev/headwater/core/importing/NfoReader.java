package dev.headwater.core.importing;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.headwater.core.catalog.Details;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads Kodi's {@code movie}, {@code tvshow} and {@code episodedetails}. No DTD and no entity but XML's own is looked at. */
public final class NfoReader {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_TEXT = 10_000;
    private static final int MAX_CAST = 30;
    private static final int MAX_RATING = 10;

    private final Map<String, String> first = new HashMap<>();
    private final List<String> genres = new ArrayList<>();
    private final List<String> cast = new ArrayList<>();
    private final List<String> directors = new ArrayList<>();
    private final List<String> countries = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();

    private NfoReader() {}

    /** Empty: it is none, or broken. Files that hold nothing but a link, which Kodi takes too, are none. */
    public static Optional<Nfo> read(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES ? Optional.empty() : new NfoReader().parse(bytes);
        } catch (IOException | XMLStreamException | UncheckedStreamException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Nfo> parse(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        try {
            boolean known = false;
            List<String> path = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        path.add(xml.getLocalName());
                        known |= path.size() == 1 && isRoot(xml.getLocalName());
                        text.setLength(0);
                        if (path.size() == 2 && path.getLast().equals("uniqueid")) {
                            path.set(1, "uniqueid:" + xml.getAttributeValue(null, "type"));
                        }
                        if (!known || path.size() > 16) {
                            return Optional.empty();
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (text.length() < MAX_TEXT) {
                            text.append(xml.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        keep(path, Texts.clean(text.toString(), MAX_TEXT));
                        path.removeLast();
                        text.setLength(0);
                        if (path.isEmpty()) {
                            // Kodi appends a link, or a second episode.
                            return Optional.of(nfo());
                        }
                    }
                    default -> {}
                }
            }
            return Optional.empty();
        } finally {
            xml.close();
        }
    }

    private static boolean isRoot(String name) {
        return name.equals("movie") || name.equals("tvshow") || name.equals("episodedetails");
    }

    private void keep(List<String> path, String text) {
        if (text.isEmpty()) {
            return;
        }
        String name = path.getLast();
        if (path.size() == 2) {
            switch (name) {
                case "genre" -> genres.add(text);
                case "director" -> directors.add(text);
                case "country" -> countries.add(text);
                default -> {
                    if (name.startsWith("uniqueid:")) {
                        ids.putIfAbsent(name.substring(9), text);
                    } else {
                        first.putIfAbsent(name, text);
                    }
                }
            }
        } else if (path.size() == 3 && path.get(1).equals("actor") && name.equals("name") && cast.size() < MAX_CAST) {
            cast.add(text);
        } else if (path.size() == 4 && path.get(1).equals("ratings") && name.equals("value")) {
            first.putIfAbsent("rating", text);
        }
    }

    private Nfo nfo() {
        LocalDate released = date(said("premiered", "releasedate", "aired"));
        int year = number("year", 0);
        return new Nfo(
                said("title"),
                year == 0 && released != null ? released.getYear() : year,
                number("season", -1),
                number("episode", -1),
                new Details(
                        said("plot", "outline"),
                        limited(String.join(", ", cast)),
                        limited(String.join(", ", directors)),
                        limited(String.join(", ", genres)),
                        limited(String.join(", ", countries)),
                        said("mpaa"),
                        "",
                        released,
                        rating(),
                        List.of(),
                        id(ids.getOrDefault("tmdb", said("tmdbid"))),
                        ids.getOrDefault("imdb", said("imdbid", "imdb_id")),
                        60 * Math.min(number("runtime", 0), 100_000)));
    }

    private static String limited(String text) {
        return Texts.clean(text, MAX_TEXT);
    }

    private String said(String... names) {
        for (String name : names) {
            String text = first.get(name);
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    private int number(String name, int otherwise) {
        String text = said(name);
        return text.matches("\\d{1,7}") ? Integer.parseInt(text) : otherwise;
    }

    private static int id(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private double rating() {
        try {
            double rating = Double.parseDouble(said("rating", "userrating").replace(',', '.'));
            return rating >= 0 && rating <= MAX_RATING ? rating : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
