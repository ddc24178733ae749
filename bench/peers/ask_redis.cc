// ask_redis SOCKET TEXTS COUNT: the first ten names the text begins, unranked.

#include <hiredis/hiredis.h>

#include "bench/peers/ask.h"

int main(int argc, char** argv) {
  if (argc != 4) annuaire::Die("usage: ask_redis SOCKET TEXTS COUNT");
  redisContext* redis = redisConnectUnix(argv[1]);
  if (redis == nullptr || redis->err != 0) {
    annuaire::Die(std::string("ask_redis: cannot connect to ") + argv[1]);
  }
  const int code = annuaire::AskAll(
      "Redis, Unix socket, ZRANGEBYLEX, unranked", argv[2], argv[3], [&](const std::string& text) {
        auto* reply = static_cast<redisReply*>(redisCommand(
            redis, "ZRANGEBYLEX recipients [%s (%s\xff LIMIT 0 10", text.c_str(), text.c_str()));
        if (reply == nullptr || reply->type != REDIS_REPLY_ARRAY) {
          annuaire::Die("ask_redis: no list came back");
        }
        const std::size_t rows = reply->elements;
        freeReplyObject(reply);
        return rows;
      });
  redisFree(redis);
  return code;
}
