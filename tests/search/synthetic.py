"""A handbook of any size with as many different words as a real one."""

from itertools import islice, product
from random import Random

from generator.handbook import Handbook
from generator.models import Entry
from generator.models.number import Figure, Sla
from generator.models.people import Role
from generator.models.speech import Script, Term
from generator.models.standard import Chapter, Standard


def _words(text: str) -> list[str]:
    return text.split()


THINGS = _words(
    "雨伞 婴儿车 轮椅 充电宝 储物柜 购物车 礼品卡 会员卡 停车券 发票 小票 试衣间 母婴室 电梯 扶梯 广播 失物 快递 药箱 急救包 "
    "收银台 服务台 寄存处 洗手间 停车场 促销台 价签 海报 样品 赠品 花车 冷柜 生鲜 熟食 面包 服装 鞋帽 家电 手机 化妆品 "
    "玩具 图书 文具 家具 床品 餐具 水果 蔬菜 海鲜 烟酒 茶叶 珠宝 手表 眼镜 箱包 运动鞋 自行车 宠物用品 儿童座椅 意见箱"
)
ACTIONS = _words(
    "租借 归还 登记 寄存 领取 退换 赔偿 遗失 损坏 盘点 清洁 消毒 陈列 补货 验收 报修 检查 交接 签收 退款 "
    "兑换 预约 取消 查询 投诉 回访 回复 道歉 解释 演示 包装 配送 安装 试用 折价 锁门 开启 播报 引导 疏散"
)
PLACES = _words("一楼 二楼 三楼 负一层 东门 西门 南门 北门 中庭 外广场")
WORDS = _words(
    "顾客 当面 清楚 微笑 签名 核对 编号 填写 单据 押金 原因 结果 时间 电话 姓名 主动 双手 提醒 注意 安全 "
    "经理 领班 客服 保安 保洁 收银员 立即 及时 完整 准确 不得 推诿 争执 离开 岗位 确认 无误 记录 归档 通知"
)


def synthetic(size: int) -> Handbook:
    """About `size` entries: a third standards with clauses, the others figures, limits, scripts and terms."""
    random = Random(1)
    names = list(islice(product(PLACES, THINGS, ACTIONS), size))
    random.shuffle(names)
    entries: list[Entry] = [Chapter(id=f"chapter-{n}", title=f"第{n}章", order=n, summary=_sentence(random)) for n in range(20)]
    entries.append(Role(id="service-desk", title="服务台客服", own=True))
    entries += [
        Term(id=f"term-{n}", title=thing, aliases=(f"{thing}儿",), means=_sentence(random)) for n, thing in enumerate(THINGS)
    ]
    for number, (place, thing, action) in enumerate(names[: size - len(entries)]):
        entries.append(_entry(random, number, f"{place}{thing}{action}"))
    return Handbook({entry.id: entry for entry in entries})


def _entry(random: Random, number: int, title: str) -> Entry:
    fields = {"id": f"entry-{number}", "title": title, "aliases": (f"{title[2:]}怎么办",), "own": True}
    match number % 6:
        case 0:
            return Figure(**fields, value=f"{random.randrange(1, 500)} 元/把", of=_sentence(random))
        case 1:
            return Sla(
                **fields, limit=f"≤ {random.randrange(1, 72)} 小时", **{"from": _sentence(random), "owner": "service-desk"}
            )
        case 2:
            return Script(
                **fields, situation=_sentence(random), speakers=("service-desk",), lines=(_sentence(random), _sentence(random))
            )
        case _:
            clauses = [{"id": f"clause-{n}", "text": _sentence(random), "must": True} for n in range(3)]
            return Standard(
                **fields,
                chapter=f"chapter-{random.randrange(20)}",
                roles=("service-desk",),
                summary=_sentence(random),
                clauses=clauses,
            )


def _sentence(random: Random) -> str:
    return (
        "，".join("".join(random.choices(WORDS, k=4)) for _ in range(3))
        + f"，{random.choice(THINGS)}{random.choice(ACTIONS)}。"
    )
