package dev.headwater.core.guide.xmltv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** What stands in an XMLTV file, element by element. */
final class XmltvFile {
    private static final int MAX_ID = 200;
    private static final int MAX_TITLE = 500;
    private static final int MAX_DESCRIPTION = 5_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_LANG = 20;
    private static final int MAX_URL = 2_000;
    private static final int MAX_LISTED = 10;
    private static final int MAX_CHANNELS = 200_000;

    private final Cursor cursor;
    private final XmltvTimes times;
    private final XmltvHandler handler;
    /** When the last programme of a channel began: tells the two hours apart that clocks show twice. */
    private final Map<String, Long> lastStarts = new HashMap<>();

    XmltvFile(Cursor cursor, XmltvTimes times, XmltvHandler handler) {
        this.cursor = cursor;
        this.times = times;
        this.handler = handler;
    }

    void read() throws XMLStreamException, XmltvException, IOException {
        String root = cursor.root();
        if (!root.equals("tv")) {
            throw new XmltvException(
                    "the file is no XMLTV: it begins with <" + Texts.plain(root, 50) + ">, not with <tv>");
        }
        while (cursor.child()) {
            switch (cursor.name()) {
                case "channel" -> channel();
                case "programme" -> programme();
                default -> cursor.skip();
            }
        }
        cursor.toEnd();
    }

    private void channel() throws XMLStreamException, XmltvException, IOException {
        String id = cursor.attribute("id");
        List<String> names = new ArrayList<>();
        String icon = null;
        while (cursor.child()) {
            switch (cursor.name()) {
                case "display-name" -> addTo(names, cursor.text(MAX_NAME));
                case "icon" -> icon = icon();
                default -> cursor.skip();
            }
        }
        if (id.isEmpty() || id.length() > MAX_ID) {
            handler.skipped();
        } else {
            handler.channel(id, names, icon);
        }
    }

    private void programme() throws XMLStreamException, XmltvException, IOException {
        String channel = cursor.attribute("channel");
        String startText = cursor.attribute("start");
        String stopText = cursor.attribute("stop");
        String title = "";
        String subtitle = "";
        String description = "";
        String lang = "";
        String icon = null;
        List<String> categories = new ArrayList<>();
        Episode episode = new Episode();
        while (cursor.child()) {
            switch (cursor.name()) {
                case "title" -> {
                    String itsLang = cursor.attribute("lang");
                    String text = cursor.text(MAX_TITLE);
                    if (title.isEmpty()) {
                        title = text;
                        lang = Texts.plain(itsLang, MAX_LANG);
                    }
                }
                case "sub-title" -> subtitle = firstOf(subtitle, MAX_TITLE);
                case "desc" -> description = firstOf(description, MAX_DESCRIPTION);
                case "category" -> addTo(categories, cursor.text(MAX_NAME));
                case "icon" -> icon = icon == null ? icon() : skipped(icon);
                case "episode-num" -> episode.read(cursor.attribute("system"), cursor.text(MAX_NAME));
                default -> cursor.skip();
            }
        }
        OptionalLong start = times.read(startText, lastStarts.getOrDefault(channel, Long.MIN_VALUE) + 1);
        if (start.isEmpty() || channel.isEmpty() || channel.length() > MAX_ID) {
            handler.skipped();
            return;
        }
        remember(channel, start.getAsLong());
        handler.programme(new XmltvProgramme(
                channel,
                start.getAsLong(),
                times.read(stopText, start.getAsLong() + 1).orElse(XmltvProgramme.UNKNOWN),
                title,
                subtitle,
                description,
                lang,
                categories,
                icon,
                episode.season(),
                episode.episode()));
    }

    private void remember(String channel, long start) throws XmltvException {
        lastStarts.put(channel, start);
        if (lastStarts.size() > MAX_CHANNELS) {
            throw new XmltvException("the file has more than " + MAX_CHANNELS + " channels");
        }
    }

    /** The first that says anything counts: others are the same in other languages. */
    private String firstOf(String before, int max) throws XMLStreamException, XmltvException {
        String text = cursor.text(max);
        return before.isEmpty() ? text : before;
    }

    private static void addTo(List<String> texts, String text) {
        if (!text.isEmpty() && texts.size() < MAX_LISTED && !texts.contains(text)) {
            texts.add(text);
        }
    }

    private @Nullable String icon() throws XMLStreamException, XmltvException {
        String url = cursor.attribute("src").strip();
        cursor.skip();
        boolean isWeb = url.startsWith("http://") || url.startsWith("https://");
        return isWeb && url.length() <= MAX_URL ? Texts.plain(url, MAX_URL) : null;
    }

    private String skipped(String icon) throws XMLStreamException, XmltvException {
        cursor.skip();
        return icon;
    }
}
