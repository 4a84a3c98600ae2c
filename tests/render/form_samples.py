"""Forms and the handbook around them, drawn for the tests of layout, print pages and PDF."""

from typing import Any

from generator.handbook import Handbook
from generator.models import Entry
from generator.models.form import Form
from generator.models.number import Figure, Sla
from generator.models.people import Role
from generator.render.edition import Edition
from generator.render.layout import FormLayout, layout

EDITION = Edition(version="2026.11", site_name="顾客服务手册", site_url="https://handbook.example/")
HOSTILE = "#set page() @ref $x^2$ <script>alert(1)</script> {{ 7*7 }} {% x %} \\u{41} `a` _b_ ~c // d /* e */ & \"q\" 'r'"

UMBRELLA: dict[str, Any] = {
    "id": "rain-slip",
    "title": "雨伞租借申请",
    "number": "FM-33",
    "purpose": "客户借用雨伞时填写，收押金 [[deposit]]，归还时凭单退押金。",
    "copies": ["顾客联", "客服中心联"],
    "notices": [
        {"text": "雨伞免费借用，每把收押金 [[deposit]]。", "fields": ["paid"]},
        {"text": "每人每次最多借 [[most]]。", "fields": ["count"]},
        {"text": "借期自借出次日起 [[term]]，请在需退还日期当天闭店以前归还。", "fields": ["due"]},
        {"text": "逾期按 [[late-fee]] 收取折旧费，从押金中扣除。", "fields": ["late-days"]},
        {"text": "折旧费超过押金时，押金不退、不再补缴，雨伞归您所有。", "information": True},
        {"text": "雨伞损坏的，按价目表从押金中扣款，以押金为上限。", "fields": ["damage"]},
        {"text": "归还时请带本单和雨伞到客服中心，当场退还押金。", "information": True},
        {"text": "联络电话只用于归还提醒，[[privacy]] 后销毁。", "information": True},
    ],
    "parts": [
        {
            "id": "borrow",
            "title": "顾客借用栏",
            "for": "customer",
            "filled-by": "借出时由顾客填写",
            "fields": [
                {"id": "serial", "label": "单号", "width": 4, "printed": "No."},
                {"id": "name", "label": "借用人姓名", "width": 4},
                {"id": "phone", "label": "联络电话", "width": 4},
                {"id": "count", "label": "借用数量", "type": "number", "unit": "把", "width": 3, "hint": "最多 [[most]]"},
                {"id": "day", "label": "借用日期", "type": "date", "width": 4},
                {"id": "due", "label": "需退还日期", "type": "date", "width": 5},
                {"id": "sign", "label": "借用人签名", "type": "signature", "width": 12, "hint": "已阅读并同意以上须知"},
            ],
        },
        {
            "id": "desk",
            "title": "经办栏",
            "for": "staff",
            "filled-by": "借出时由客服人员填写",
            "fields": [
                {"id": "paid", "label": "实收押金", "type": "money", "width": 4, "hint": "[[deposit]]"},
                {"id": "paid-by", "label": "付款方式", "type": "choice", "width": 8, "several": True,
                 "options": [{"label": "现金"}, {"label": "扫码"}, {"label": "银行卡"}]},
                {"id": "clerk", "label": "经办人签名", "type": "signature", "width": 6},
                {"id": "back", "label": "确认已还伞并取回押金（顾客签名）", "type": "signature", "width": 6},
            ],
        },
        {
            "id": "return",
            "title": "职员栏",
            "for": "return",
            "filled-by": "归还时由客服人员填写",
            "below-cut": True,
            "fields": [
                {"id": "first", "label": "雨伞编号", "width": 4},
                {"id": "second", "label": "第二把编号", "width": 4},
                {"id": "taken", "label": "已收押金", "type": "checkbox", "width": 4},
                {"id": "returned", "label": "退还日期", "type": "date", "width": 5},
                {"id": "hour", "label": "退还时刻", "type": "time", "width": 4},
                {"id": "late-days", "label": "逾期", "type": "number", "unit": "天", "width": 3},
                {"id": "state", "label": "归还情况", "type": "choice", "width": 12, "options": [
                    {"label": "完整无缺", "consequence": "扣除折旧费后全退"},
                    {"label": "不洁", "consequence": "清洁后全退"},
                    {"label": "损坏", "consequence": "按价目扣款，以押金 [[deposit]] 为上限"},
                    {"label": "遗失", "consequence": "押金不退，不再追缴"},
                ]},
                {"id": "late", "label": "应收折旧费", "type": "money", "width": 4},
                {"id": "damage", "label": "损坏扣款", "type": "money", "width": 4},
                {"id": "refund", "label": "实退押金", "type": "money", "width": 4},
                {"id": "remark", "label": "备注", "type": "note", "width": 12},
                {"id": "name", "label": "经手人姓名", "width": 4},
                {"id": "hand", "label": "经手人签名", "type": "signature", "width": 4},
                {"id": "guest", "label": "顾客签名", "type": "signature", "width": 4},
            ],
        },
    ],
    "thanks": "感谢您光临，祝您一路平安！",
    "keep": "客服中心联留存 [[privacy]]，只有客服中心人员可以查阅。",
    "kept-by": "service-desk",
}  # fmt: skip

SHORT: dict[str, Any] = {
    "id": "key-slip",
    "title": "钥匙领用条",
    "number": "FM-90",
    "purpose": "领用钥匙。",
    "copies": ["领用人", "保安部"],
    "parts": [
        {
            "id": "take",
            "title": "领用",
            "for": "staff",
            "filled-by": "领用时填写",
            "fields": [
                {"id": "day", "label": "日期", "type": "date"},
                {"id": "key", "label": "钥匙编号"},
                {"id": "sign", "label": "签名", "type": "signature", "width": 12},
            ],
        }
    ],
}


def handbook(*forms: Form, deposit: str = "20 元/把") -> Handbook:
    """These forms and the entries the samples quote."""
    entries: tuple[Entry, ...] = (
        Figure.model_validate({"id": "deposit", "title": "雨伞押金", "value": deposit}),
        Figure.model_validate({"id": "late-fee", "title": "逾期折旧费", "value": "1 元/天"}),
        Figure.model_validate({"id": "most", "title": "每人最多", "value": "2 把"}),
        Sla.model_validate({"id": "term", "title": "借期", "limit": "1 周", "from": "借出次日", "owner": "service-desk"}),
        Sla.model_validate({"id": "privacy", "title": "保存", "limit": "30 天", "from": "归还", "owner": "service-desk"}),
        Role.model_validate({"id": "service-desk", "title": "客服中心专员", "department": "客服中心"}),
        *forms,
    )
    return Handbook({entry.id: entry for entry in entries})


def form(data: dict[str, Any] = UMBRELLA, **changes: Any) -> Form:
    """A sample form with some of its data changed."""
    return Form.model_validate({**data, **changes})


def sample(
    data: dict[str, Any] = UMBRELLA, edition: Edition = EDITION, deposit: str = "20 元/把", **changes: Any
) -> FormLayout:
    """The layout of a sample form with some of its data changed."""
    drawn = form(data, **changes)
    return layout(handbook(drawn, deposit=deposit), drawn, edition)


def part(*fields: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A part that holds these fields."""
    return {"id": "all", "title": "全部", "for": "staff", "filled-by": "当场填写", "fields": fields, **changes}
