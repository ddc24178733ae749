#include "bench/load/report.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace annuaire::bench {
namespace {

double CentileUs(const std::vector<std::int64_t>& sorted_ns, double share) {
  const auto rank =
      static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted_ns.size())));
  return static_cast<double>(sorted_ns[std::max<std::size_t>(rank, 1) - 1]) / 1000;
}

double MedianOf(const std::vector<Figures>& rounds, double Figures::*figure) {
  std::vector<double> values;
  for (const Figures& round : rounds) values.push_back(round.*figure);
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

Figures FiguresOf(LoadResult result) {
  Figures figures;
  figures.n = result.latencies_ns.size();
  figures.failed = result.failed;
  if (figures.n == 0) return figures;
  std::sort(result.latencies_ns.begin(), result.latencies_ns.end());
  figures.p50_us = CentileUs(result.latencies_ns, 0.5);
  figures.p99_us = CentileUs(result.latencies_ns, 0.99);
  figures.p999_us = CentileUs(result.latencies_ns, 0.999);
  figures.max_us = CentileUs(result.latencies_ns, 1);
  figures.calls_per_s = static_cast<double>(figures.n) / result.seconds;
  return figures;
}

Figures Summarize(const std::vector<Figures>& rounds) {
  assert(!rounds.empty());
  Figures all;
  all.p50_us = MedianOf(rounds, &Figures::p50_us);
  all.p99_us = MedianOf(rounds, &Figures::p99_us);
  all.p999_us = MedianOf(rounds, &Figures::p999_us);
  all.calls_per_s = MedianOf(rounds, &Figures::calls_per_s);
  for (const Figures& round : rounds) {
    all.max_us = std::max(all.max_us, round.max_us);
    all.n += round.n;
    all.failed += round.failed;
  }
  return all;
}

std::string ToJson(const Line& line, const Figures& figures) {
  rapidjson::StringBuffer text;
  rapidjson::Writer<rapidjson::StringBuffer> json(text);
  json.SetMaxDecimalPlaces(1);
  json.StartObject();
  json.Key("what");
  json.String(line.what.data(), static_cast<rapidjson::SizeType>(line.what.size()));
  json.Key("in_flight");
  json.Uint64(line.in_flight);
  const auto number = [&json](const char* key, double value) {
    json.Key(key);
    json.Double(value);
  };
  if (line.rate) number("rate", *line.rate);
  if (line.round) {
    json.Key("round");
    json.Uint64(*line.round);
  }
  number("p50_us", figures.p50_us);
  number("p99_us", figures.p99_us);
  number("p999_us", figures.p999_us);
  number("max_us", figures.max_us);
  number("calls_per_s", figures.calls_per_s);
  json.Key("n");
  json.Uint64(figures.n);
  json.Key("failed");
  json.Uint64(figures.failed);
  json.EndObject();
  return text.GetString();
}

}  // namespace annuaire::bench
