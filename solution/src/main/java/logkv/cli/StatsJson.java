package logkv.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import logkv.segmented.Stats;
import logkv.segmented.Stats.SegmentStats;

/** A store's statistics as one JSON object, for programs; all sizes are in bytes. */
final class StatsJson {
  private StatsJson() {}

  static String of(Stats stats) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("keys", stats.keys());
      json.writeNumberField("totalBytes", stats.totalBytes());
      json.writeNumberField("liveBytes", stats.liveBytes());
      json.writeNumberField("deadBytes", stats.deadBytes());
      json.writeNumberField("indexBytes", stats.indexBytes());
      json.writeStringField("snapshotPosition", stats.snapshotPosition().orElse(null));
      json.writeNumberField("bytesSinceSnapshot", stats.bytesSinceSnapshot());
      json.writeNumberField("cutBytes", stats.cutBytes());
      json.writeNumberField("compactions", stats.compactions());
      json.writeStringField("syncPolicy", SyncPolicyConverter.text(stats.syncPolicy()));
      json.writeStringField(
          "failure", stats.failure().map(IOException::getMessage).orElse(null));
      json.writeStringField(
          "compactionFailure",
          stats.compactionFailure().map(IOException::getMessage).orElse(null));
      json.writeArrayFieldStart("segments");
      for (SegmentStats segment : stats.segments()) {
        json.writeStartObject();
        json.writeStringField("file", segment.file());
        json.writeNumberField("bytes", segment.bytes());
        json.writeNumberField("liveBytes", segment.liveBytes());
        json.writeNumberField("tombstoneBytes", segment.tombstoneBytes());
        json.writeNumberField("deadBytes", segment.deadBytes());
        json.writeBooleanField("sealed", segment.sealed());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
